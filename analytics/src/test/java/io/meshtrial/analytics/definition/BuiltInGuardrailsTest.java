package io.meshtrial.analytics.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltInGuardrailsTest {

    private static Experiment measuredBy(Metric... metrics) {
        MeasurementPlan plan =
                new MeasurementPlan(0, 0, 0, 1_000, Duration.ZERO, null, Duration.ZERO, 0, List.of(metrics));
        List<Variant> variants = List.of(
                new Variant("v1", VariantRole.CONTROL, "v1", null),
                new Variant("v2", VariantRole.TREATMENT, "v2", null));
        return new Experiment(
                "search",
                "Search",
                null,
                "demo",
                "catalog",
                null,
                ExperimentState.RUNNING,
                null,
                null,
                EventSource.APPLICATION,
                variants,
                plan,
                List.of(),
                true,
                List.of());
    }

    private static Metric goal(String name, MetricKind kind) {
        return new Metric(name, name, kind, null, null, MetricRole.GOAL, false, Direction.LOWER_IS_BETTER, null);
    }

    @Test
    void aGoalDoesNotTakeTheGuardrailsPlace() {
        Experiment judged = BuiltInGuardrails.addedTo(
                measuredBy(goal("error-rate", MetricKind.ERROR_RATE), goal("speed", MetricKind.LATENCY_MEAN)), false);
        assertThat(judged.plan().guardrails())
                .extracting(Metric::name, Metric::kind)
                .contains(
                        tuple("error-rate-guardrail", MetricKind.ERROR_RATE),
                        tuple("latency-p95", MetricKind.LATENCY_QUANTILE));
    }

    @Test
    void anotherMetricOfTheSameNameDoesNotEither() {
        Metric named = new Metric(
                "error-rate",
                "",
                MetricKind.VALUE_MEAN,
                null,
                "cost",
                MetricRole.GUARDRAIL,
                false,
                Direction.LOWER_IS_BETTER,
                0.1);
        assertThat(BuiltInGuardrails.addedTo(measuredBy(named), false).plan().guardrails())
                .extracting(Metric::kind)
                .contains(MetricKind.VALUE_MEAN, MetricKind.ERROR_RATE);
    }

    @Test
    void theUnitIsThatOfTheNewestRevisionThatDraws() {
        RuleAllocation users = new RuleAllocation(
                1, "users: 50% to v2", 1, RandomisationUnit.USER, true, Map.of("v1", 5_000, "v2", 5_000));
        RuleAllocation all =
                new RuleAllocation(1, "100% to v2", 2, RandomisationUnit.REQUEST, false, Map.of("v2", 10_000));
        Experiment drawn = measuredBy();
        Experiment promoted = new Experiment(
                drawn.id(),
                drawn.name(),
                null,
                "demo",
                "catalog",
                null,
                ExperimentState.PROMOTED,
                null,
                null,
                EventSource.APPLICATION,
                drawn.variants(),
                drawn.plan(),
                List.of(
                        new Revision(1, Instant.EPOCH, "users: 50% to v2", List.of(), List.of(users)),
                        new Revision(2, Instant.EPOCH, "100% to v2", List.of(), List.of(all))),
                true,
                List.of());
        assertThat(promoted.unit()).isEqualTo(RandomisationUnit.USER);
    }
}
