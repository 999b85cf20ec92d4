package io.meshtrial.analytics.operations;

import io.meshtrial.analytics.ingest.ConsumerLag;
import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.tally.StreamState;
import io.meshtrial.analytics.tally.StreamState.Phase;
import io.meshtrial.analytics.tally.TallyStream;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether events are being tallied, and if not, why. */
@Component("stream")
class StreamHealth implements HealthIndicator {

    /** How long events may wait without one being tallied; a rebalance and a restore take less. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TallyStream stream;
    private final KafkaPresence kafka;
    private final ConsumerLag lag;
    private final Clock clock;

    StreamHealth(TallyStream stream, KafkaPresence kafka, ConsumerLag lag, Clock clock) {
        this.stream = stream;
        this.kafka = kafka;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public Health health() {
        ConsumerLag.Reading reading = lag.reading();
        StreamState state = stream.state();
        Duration stalled = reading.stalledFor(clock.instant());
        String cause = cause(kafka.isUp(), state, stream.refusedRows(), reading.records(), stalled);
        boolean up = kafka.isUp() && state.phase() == Phase.RUNNING && cause == null;
        Health.Builder health = up ? Health.up() : Health.outOfService();
        health.withDetail("phase", state.phase())
                .withDetail("kafka", kafka.isUp() ? "UP" : "DOWN")
                .withDetail("eventsWaiting", reading.records() < 0 ? "unknown" : reading.records());
        String failure = stream.lastFailure();
        if (failure != null) {
            health.withDetail("failures", stream.failures()).withDetail("lastFailure", failure);
        }
        return cause == null
                ? health.build()
                : health.withDetail("cause", cause).build();
    }

    static @Nullable String cause(
            boolean kafkaUp, StreamState state, long refusedRows, long waiting, Duration stalled) {
        if (!kafkaUp) {
            return "Kafka does not answer";
        }
        if (state.cause() != null) {
            return state.cause();
        }
        if (refusedRows > 0) {
            return refusedRows + " rows were too large to be written: tallies are incomplete";
        }
        return stalled.compareTo(PATIENCE) > 0
                ? waiting + " events wait, and none has been tallied for " + stalled.toSeconds() + " s"
                : null;
    }
}
