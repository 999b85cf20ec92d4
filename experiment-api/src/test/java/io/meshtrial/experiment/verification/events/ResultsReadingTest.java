package io.meshtrial.experiment.verification.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The example that analytics holds true by a test of its own is what is read here. */
class ResultsReadingTest {

    private static JsonNode example() throws Exception {
        return JsonAnswer.read(Files.readAllBytes(Path.of("../docs/reference/results-example.json")));
    }

    @Test
    void theSplitIsReadFromTheExample() throws Exception {
        SplitReading split = SplitReading.read(example());
        assertThat(split.revision()).isEqualTo(3);
        assertThat(split.state()).isEqualTo("AS_PLANNED");
        assertThat(split.fresh()).isEqualTo("FRESH");
        assertThat(split.units()).isPositive();
        assertThat(split.shares()).singleElement().satisfies(share -> {
            assertThat(share.variant()).isEqualTo("v2");
            assertThat(share.targetLower()).isEqualTo(0.25);
            assertThat(share.lower()).isLessThan(share.observed());
        });
    }

    @Test
    void eventsAreThoseInComparisonsAndThoseLeftOut() throws Exception {
        JsonNode example = example();
        EventCounts counts = EventCounts.read(example);
        long inStrata = example.at("/method/strata")
                .valueStream()
                .flatMap(stratum -> stratum.path("arms").valueStream())
                .mapToLong(arm -> arm.path("requests").asLong())
                .sum();
        assertThat(counts.total())
                .isEqualTo(inStrata + example.at("/method/leftOut/bots").asLong());
        assertThat(counts.byVariant()).containsOnlyKeys("v1", "v2");
    }
}
