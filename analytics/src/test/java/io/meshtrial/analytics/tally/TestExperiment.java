package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.Dispute;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.definition.VariantRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The experiment of {@link TestEvents}: rule 1 gives 30 % of the users to v2 in two revisions. */
final class TestExperiment {

    static final long CAP_MICROS = 1_000_000;
    static final FrozenThreshold THRESHOLD = new FrozenThreshold(LatencyBuckets.upperEdge(500), 0);

    private TestExperiment() {}

    static Measurement measurement() {
        return Measurement.of(experiment(), Map.of("latency-p95", THRESHOLD));
    }

    /** The measurement, whatever the experiment. */
    static Measurements measurements() {
        Measurement measurement = measurement();
        return experiment -> measurement;
    }

    static Experiment experiment() {
        return experiment(List.of());
    }

    static Experiment experiment(List<Dispute> disputes) {
        return experiment(disputes, Duration.ZERO);
    }

    static Experiment experiment(List<Dispute> disputes, Duration warmUp) {
        Instant start = Instant.ofEpochMilli(TestEvents.START_MILLIS);
        return new Experiment(
                TestEvents.EXPERIMENT,
                "Search ranking",
                null,
                "demo",
                "catalog",
                null,
                ExperimentState.RUNNING,
                start,
                null,
                EventSource.APPLICATION,
                List.of(
                        new Variant("v1", VariantRole.CONTROL, "v1", null),
                        new Variant("v2", VariantRole.TREATMENT, "v2", null)),
                plan(warmUp),
                List.of(revision(1, start), revision(2, start.plusSeconds(300))),
                true,
                disputes);
    }

    private static MeasurementPlan plan(Duration warmUp) {
        return new MeasurementPlan(
                0.01,
                0.05,
                0.05,
                20_000,
                Duration.ZERO,
                null,
                warmUp,
                CAP_MICROS,
                List.of(
                        metric("error-rate", MetricKind.ERROR_RATE, null, null),
                        metric("latency-p95", MetricKind.LATENCY_QUANTILE, 0.95, null),
                        metric("latency-mean", MetricKind.LATENCY_MEAN, null, null),
                        metric("found", MetricKind.VALUE_SHARE, null, "results"),
                        metric("results", MetricKind.VALUE_MEAN, null, "results"),
                        metric("requests", MetricKind.REQUESTS_PER_UNIT, null, null)));
    }

    private static Metric metric(String name, MetricKind kind, @Nullable Double quantile, @Nullable String value) {
        return new Metric(name, name, kind, quantile, value, MetricRole.GOAL, false, Direction.LOWER_IS_BETTER, null);
    }

    private static Revision revision(int number, Instant at) {
        return new Revision(
                number,
                at,
                "users: 30% to v2",
                List.of(TestTraffic.TOKEN),
                List.of(new RuleAllocation(
                        1, null, number, RandomisationUnit.USER, true, Map.of("v1", 7_000, "v2", 3_000))));
    }
}
