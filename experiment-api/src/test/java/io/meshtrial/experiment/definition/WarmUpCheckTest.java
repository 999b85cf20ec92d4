package io.meshtrial.experiment.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.rest.ProblemError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: what analytics still has in minutes after two days, the first three hours of a revision. */
class WarmUpCheckTest {

    @Test
    void aWarmUpOfTwoHoursIsTaken() {
        assertThat(check(Duration.ofHours(2))).isEmpty();
    }

    @Test
    void aLongerOneIsRefusedWithItsPlaceAndAHint() {
        assertThat(check(Duration.ofHours(2).plusSeconds(1))).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/measurement/warmUp");
            assertThat(error.detail()).isEqualTo("is at most 2 hours");
            assertThat(error.hint()).contains("minimumStep");
        });
    }

    private static List<ProblemError> check(Duration warmUp) {
        MeasurementPlan usual = MeasurementPlan.defaults();
        Faults faults = new Faults();
        PlanChecks.check(
                new MeasurementPlan(
                        usual.alphaHarm(),
                        usual.alphaBetter(),
                        usual.alphaNoHarm(),
                        usual.plannedUnits(),
                        usual.minimumDuration(),
                        usual.maximumDuration(),
                        warmUp,
                        usual.latencyCapMicros(),
                        usual.metrics()),
                faults);
        return faults.errors();
    }
}
