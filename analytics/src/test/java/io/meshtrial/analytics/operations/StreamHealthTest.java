package io.meshtrial.analytics.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.tally.StreamState;
import io.meshtrial.analytics.tally.StreamState.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The cause that health gives when events are not tallied. */
class StreamHealthTest {

    private static final StreamState RUNNING = new StreamState(Phase.RUNNING, null);

    @Test
    void eventsThatWaitWithoutProgressAreStale() {
        assertThat(StreamHealth.cause(true, RUNNING, 0, 70, Duration.ofSeconds(42)))
                .isEqualTo("70 events wait, and none has been tallied for 42 s");
    }

    @Test
    void eventsThatWaitAndAreTalliedAreNot() {
        assertThat(StreamHealth.cause(true, RUNNING, 0, 1_000_000, Duration.ofSeconds(5)))
                .isNull();
        assertThat(StreamHealth.cause(true, RUNNING, 0, 0, Duration.ZERO)).isNull();
    }

    @Test
    void rowsThatWereNotWrittenAreNoHealth() {
        assertThat(StreamHealth.cause(true, RUNNING, 2, 0, Duration.ZERO))
                .isEqualTo("2 rows were too large to be written: tallies are incomplete");
    }

    @Test
    void aBrokerThatDoesNotAnswerComesFirstThenTheStreamsOwnCause() {
        StreamState failed = new StreamState(Phase.FAILED, "the stream's thread failed");
        assertThat(StreamHealth.cause(false, failed, 0, 7, Duration.ofHours(1))).isEqualTo("Kafka does not answer");
        assertThat(StreamHealth.cause(true, failed, 0, 7, Duration.ofHours(1))).isEqualTo("the stream's thread failed");
    }
}
