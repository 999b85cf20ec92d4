package io.meshtrial.analytics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.statistics.planning.SampleSize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

    /** ((3.0352089904 + 0.8416212336)/(1.9599639845 + 0.8416212336))². */
    private static final double WATCHED = 1.91489908;

    private final Planner planner = new Planner(1);

    /**
     * 1 % to 1.2 % at 10/90 needs 228 802.693136 and 25 422.521460 for one look (mpmath, 50 digits); the watched sequence
     * has 3.0352089904 in place of 1.959964.
     */
    @Test
    void aShareTakesTheFormulaForWatchedExperiments() {
        Requirement requirement = planner.requirement(
                question(MetricKind.VALUE_SHARE, 0.1, 0.2), new Baseline.Share(0.01, 0.012, 0.01, 0.012));
        assertThat(size(requirement).control()).isCloseTo(228_802.693136 * WATCHED, within(0.1));
        assertThat(size(requirement).treatment()).isCloseTo(25_422.521460 * WATCHED, within(0.1));
        assertThat(requirement.factor()).isEqualTo(1);
    }

    @Test
    void aRateTakesTheFormulaTimesTheFactorThatSimulationFinds() {
        Requirement requirement =
                planner.requirement(question(MetricKind.ERROR_RATE, 0.1, 0.2), new Baseline.Rate(0.01, 0.012));
        assertThat(requirement.factor()).isBetween(1.0, 1.6);
        assertThat(requirement.simulatedRuns()).isEqualTo(2000);
        assertThat(size(requirement).total()).isCloseTo(254_225.214596 * WATCHED * requirement.factor(), within(1.0));
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        Question question = question(MetricKind.ERROR_RATE, 0.5, 0.5);
        Baseline baseline = new Baseline.Rate(0.01, 0.015);
        assertThat(new Planner(7).requirement(question, baseline))
                .isEqualTo(new Planner(7).requirement(question, baseline));
    }

    @Test
    void withoutABaselineThereIsNoSize() {
        Requirement requirement = planner.requirement(question(MetricKind.ERROR_RATE, 0.1, 0.2), null);
        assertThat(requirement.size()).isNull();
        assertThat(requirement.reason()).isEqualTo("no_baseline");
    }

    @Test
    void aRateThatCannotBeIsRefusedByName() {
        Requirement requirement =
                planner.requirement(question(MetricKind.ERROR_RATE, 0.1, 2.0), new Baseline.Rate(0.6, 1.8));
        assertThat(requirement.size()).isNull();
        assertThat(requirement.reason()).isEqualTo("rate_outside");
    }

    @Test
    void aGuardrailIsPlannedForItsMarginForTheWorse() {
        assertThat(question(MetricKind.ERROR_RATE, 0.1, null).relativeChange()).isEqualTo(0.25);
    }

    private static SampleSize size(Requirement requirement) {
        return Objects.requireNonNull(requirement.size());
    }

    private static Question question(MetricKind kind, double share, @Nullable Double change) {
        Metric metric = new Metric(
                "m", "M", kind, null, "results", MetricRole.GUARDRAIL, true, Direction.LOWER_IS_BETTER, 0.25);
        return new Question(metric, share, null, change, 0.8, 0.05);
    }
}
