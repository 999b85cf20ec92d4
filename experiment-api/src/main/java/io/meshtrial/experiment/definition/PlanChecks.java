package io.meshtrial.experiment.definition;

import io.meshtrial.rules.model.RandomisationUnit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a measurement plan and a rollout policy make sense. */
final class PlanChecks {

    /** Analytics keeps the first three hours of a revision in minutes, and from the minutes warm-ups are cut. */
    private static final Duration LONGEST_WARM_UP = Duration.ofHours(2);

    /** Rows of the verification; that this is all of them is held by a test there. */
    static final List<String> WITNESS_ROWS = List.of(
            "live-routes",
            "foreign-edit",
            "rule-probes",
            "sample-ratio",
            "telemetry-share",
            "lost-events",
            "kiali-validations",
            "kiali-share");

    private PlanChecks() {}

    static void check(MeasurementPlan plan, Faults faults) {
        alpha(plan.alphaHarm(), "alphaHarm", faults);
        alpha(plan.alphaBetter(), "alphaBetter", faults);
        alpha(plan.alphaNoHarm(), "alphaNoHarm", faults);
        faults.require(
                plan.plannedUnits() >= 100 && plan.plannedUnits() <= 1_000_000_000,
                "/measurement/plannedUnits",
                "lies between 100 and 1000000000");
        faults.require(
                !plan.minimumDuration().isNegative() && plan.minimumDuration().compareTo(plan.maximumDuration()) <= 0,
                "/measurement/minimumDuration",
                "lies between 0 and maximumDuration");
        faults.require(
                plan.maximumDuration().compareTo(Duration.ofDays(90)) <= 0,
                "/measurement/maximumDuration",
                "is at most 90 days");
        faults.require(!plan.warmUp().isNegative(), "/measurement/warmUp", "is not negative");
        if (plan.warmUp().compareTo(LONGEST_WARM_UP) > 0) {
            faults.add(
                    "/measurement/warmUp",
                    "is at most 2 hours",
                    "It leaves out the first minutes of every revision; give a step that must settle for longer more"
                            + " time by minimumStep.");
        }
        faults.require(
                plan.latencyCapMicros() >= 1000 && plan.latencyCapMicros() <= 3_600_000_000L,
                "/measurement/latencyCapMicros",
                "lies between 1 ms and 1 h");
        List<Metric> metrics = plan.metrics();
        faults.require(!metrics.isEmpty() && metrics.size() <= 30, "/measurement/metrics", "has 1 to 30 metrics");
        faults.require(
                metrics.stream().map(Metric::name).distinct().count() == metrics.size(),
                "/measurement/metrics",
                "two metrics have the same name");
        for (int i = 0; i < metrics.size(); i++) {
            metric(metrics.get(i), "/measurement/metrics/" + i, faults);
        }
    }

    private static void metric(Metric metric, String pointer, Faults faults) {
        boolean quantile = metric.kind() == Metric.Kind.LATENCY_QUANTILE;
        boolean value = metric.kind() == Metric.Kind.VALUE_SHARE || metric.kind() == Metric.Kind.VALUE_MEAN;
        faults.require(metric.name().matches("[a-z0-9-]{1,60}"), pointer + "/name", "is 1 to 60 of a-z, 0-9 and -");
        faults.text(pointer + "/label", metric.label(), 100);
        Double q = metric.quantile();
        faults.require(
                quantile ? q != null && q > 0 && q < 1 : q == null,
                pointer + "/quantile",
                quantile ? "lies between 0 and 1" : "is for LATENCY_QUANTILE only");
        faults.require(
                value ? metric.value() != null && !metric.value().isBlank() : metric.value() == null,
                pointer + "/value",
                value ? "names a value of the events" : "is for VALUE_SHARE and VALUE_MEAN only");
        Double margin = metric.margin();
        faults.require(
                metric.role() == Metric.Role.GUARDRAIL ? margin != null && margin > 0 && margin <= 10 : margin == null,
                pointer + "/margin",
                metric.role() == Metric.Role.GUARDRAIL ? "lies above 0 and at most at 10" : "a goal has none");
    }

    /** Requests of one user are not independent, so rules that draw them and rules that draw users cannot be judged as one. */
    static void checkOneUnit(Stream<TargetAllocation> allocations, Faults faults) {
        long units = allocations
                .filter(TargetAllocation::randomised)
                .map(TargetAllocation::unit)
                .distinct()
                .count();
        if (units > 1) {
            faults.add(
                    "/rules",
                    "draws users in one rule or revision and requests in another",
                    "An experiment draws one or the other all its life; begin every rule with a share by users:, or none,"
                            + " or start another experiment.");
        }
    }

    /** What is counted for each user needs rules that draw users. */
    static void checkUnits(MeasurementPlan plan, List<TargetAllocation> allocations, Faults faults) {
        boolean requests =
                allocations.stream().anyMatch(rule -> rule.randomised() && rule.unit() == RandomisationUnit.REQUEST);
        for (int i = 0; requests && i < plan.metrics().size(); i++) {
            Metric metric = plan.metrics().get(i);
            faults.require(
                    metric.kind() != Metric.Kind.REQUESTS_PER_UNIT,
                    "/measurement/metrics/" + i + "/kind",
                    "REQUESTS_PER_UNIT of " + metric.name()
                            + " is counted for each user, and these rules draw requests; a rule by user begins with users:");
        }
    }

    private static void alpha(double alpha, String member, Faults faults) {
        faults.require(alpha > 0 && alpha < 0.5, "/measurement/" + member, "lies between 0 and 0.5");
    }

    static void check(@Nullable RolloutPolicy policy, MeasurementPlan plan, Faults faults) {
        if (policy == null) {
            return;
        }
        List<Double> steps = policy.steps();
        faults.require(!steps.isEmpty() && steps.size() <= 50, "/rollout/steps", "has 1 to 50 steps");
        for (int i = 0; i < steps.size(); i++) {
            double step = steps.get(i);
            faults.require(step > 0 && step <= 100, "/rollout/steps/" + i, "lies above 0 and at most at 100");
            faults.require(i == 0 || step > steps.get(i - 1), "/rollout/steps/" + i, "is more than the step before");
            faults.require(
                    Math.abs(step * 100 - Math.rint(step * 100)) < 1e-9,
                    "/rollout/steps/" + i,
                    "has at most two decimals");
        }
        faults.require(!policy.minimumStep().isNegative(), "/rollout/minimumStep", "is not negative");
        faults.require(!policy.silentGrace().isNegative(), "/rollout/silentGrace", "is not negative");
        for (int i = 0; i < policy.witnessRows().size(); i++) {
            faults.require(
                    WITNESS_ROWS.contains(policy.witnessRows().get(i)),
                    "/rollout/witnessRows/" + i,
                    "is one of " + String.join(", ", WITNESS_ROWS));
        }
        faults.require(policy.margins().size() <= 500, "/rollout/margins", "has at most 500 entries");
        for (int i = 0; i < policy.margins().size(); i++) {
            margin(policy, policy.margins().get(i), plan, "/rollout/margins/" + i, faults);
        }
    }

    private static void margin(
            RolloutPolicy policy, RolloutPolicy.StepMargin margin, MeasurementPlan plan, String at, Faults faults) {
        faults.require(policy.steps().contains(margin.step()), at + "/step", "is one of the steps");
        faults.require(margin.margin() > 0 && margin.margin() <= 10, at + "/margin", "lies above 0 and at most at 10");
        faults.require(
                plan.metrics().stream()
                        .anyMatch(metric -> metric.role() == Metric.Role.GUARDRAIL
                                && metric.name().equals(margin.metric())),
                at + "/metric",
                "names a guardrail of the measurement");
    }
}
