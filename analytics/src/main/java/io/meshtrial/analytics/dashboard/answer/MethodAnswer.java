package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.LeftOut;
import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Formulas, frozen settings and raw tallies: from here every number of an answer can be recomputed. */
public record MethodAnswer(
        String sentence,
        String planHash,
        MeasurementPlan plan,
        List<Formula> formulas,
        List<Threshold> thresholds,
        LeftOut leftOut,
        List<Stratum> strata,
        String curl) {

    /** How a metric is computed; {@code section} of the statistics reference. */
    public record Formula(String metric, String section, String name, String formula, String source) {}

    /** A latency threshold, frozen. */
    public record Threshold(
            String metric, double quantile, long thresholdMicros, Instant frozenAt, long fromRequests) {}

    /** Raw tallies of a stratum. */
    public record Stratum(
            int rule,
            int drawingRevision,
            int origin,
            boolean randomised,
            RandomisationUnit unit,
            Map<String, Double> shares,
            List<Arm> arms) {}

    /** Raw tallies of an arm; sums that may exceed 2⁵³ are decimal strings. */
    public record Arm(
            String variant,
            long units,
            long requests,
            long errors,
            long aborted,
            long bots,
            String durationSumMicros,
            String durationSquaredSumMicros,
            List<Value> values) {}

    /** Raw sums of a value: {@code sum} in 10⁻⁶, {@code squaredSum} in 10⁻¹². */
    public record Value(String name, long count, long found, String sum, String squaredSum) {}

    public static MethodAnswer of(Experiment experiment, Traffic traffic, Map<String, LatencyThreshold> thresholds) {
        String unit = experiment.unit() == RandomisationUnit.USER ? "user" : "request";
        return new MethodAnswer(
                "Per " + unit + " · stratified by rule and revision · anytime-valid at 95\u202f% · N* "
                        + experiment.plan().plannedUnits() + " " + unit + "s",
                Integer.toHexString(experiment.plan().hashCode()),
                experiment.plan(),
                experiment.plan().metrics().stream().map(MethodAnswer::formula).toList(),
                new TreeMap<>(thresholds)
                        .entrySet().stream()
                                .map(t -> new Threshold(
                                        t.getKey(),
                                        t.getValue().quantile(),
                                        t.getValue().thresholdMicros(),
                                        Instant.ofEpochSecond(t.getValue().untilMinute() * 60),
                                        t.getValue().requests()))
                                .toList(),
                traffic.leftOut(),
                Stream.concat(traffic.compared().stream(), traffic.described().stream())
                        .map(stratum -> stratum(experiment, stratum))
                        .toList(),
                "curl -H \"Authorization: Bearer $TOKEN\" \"$MESHTRIAL/api/v1/results/" + experiment.id() + "\"");
    }

    private static Formula formula(Metric metric) {
        return switch (metric.kind()) {
            case ERROR_RATE ->
                new Formula(
                        metric.name(),
                        "b.5",
                        "Conditional e-process over revisions",
                        "E(δ₀) = Σⱼ wⱼ Πₖ exp{yᵀₖ(δⱼ−δ₀)}·[(1−ρₖ+ρₖe^δ₀)/(1−ρₖ+ρₖe^δⱼ)]^{yᵀₖ+yᶜₖ}",
                        "Lindon and Malek, arXiv 2011.03567");
            case LATENCY_QUANTILE ->
                new Formula(
                        metric.name(),
                        "a, c",
                        "Indicators against a frozen threshold q, inverted over bucket edges f·q",
                        "P_T(Y ≥ f·q) − P_C(Y ≥ q), asymptotic confidence sequence",
                        "Waudby-Smith et al., arXiv 2103.06476");
            case LATENCY_MEAN, VALUE_MEAN, VALUE_SHARE, REQUESTS_PER_UNIT ->
                new Formula(
                        metric.name(),
                        "a",
                        "Difference of means over strata",
                        "D = Σλₖ·Dₖ/Σλₖ, h = SE·√((1+r)/r·ln((1+r)/α²))",
                        "Waudby-Smith et al., arXiv 2103.06476");
        };
    }

    private static Stratum stratum(Experiment experiment, StratumTraffic traffic) {
        Map<String, Double> shares = new TreeMap<>();
        experiment
                .variants()
                .forEach(v -> shares.put(v.name(), traffic.allocation().share(v.name())));
        return new Stratum(
                traffic.stratum().rule(),
                traffic.stratum().drawingRevision(),
                traffic.stratum().origin(),
                traffic.allocation().randomised(),
                traffic.allocation().unit(),
                shares,
                experiment.variants().stream()
                        .map(v -> arm(v.name(), traffic.arm(v.name())))
                        .toList());
    }

    private static Arm arm(String variant, Tally tally) {
        return new Arm(
                variant,
                tally.requests(),
                tally.requests(),
                tally.errors(),
                tally.aborted(),
                tally.bots(),
                tally.durationSum().toString(),
                tally.durationSquares().toString(),
                tally.values().entrySet().stream()
                        .map(v -> new Value(
                                v.getKey(),
                                v.getValue().count(),
                                v.getValue().found(),
                                v.getValue().sum().toString(),
                                v.getValue().squares().toString()))
                        .toList());
    }
}
