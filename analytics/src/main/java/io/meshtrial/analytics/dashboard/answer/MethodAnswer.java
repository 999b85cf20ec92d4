package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.LeftOut;
import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserSample;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.UserTally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Formulas, frozen settings and raw tallies: from here every number of an answer can be recomputed. */
public record MethodAnswer(
        String sentence,
        String planHash,
        MeasurementPlan plan,
        List<Formula> formulas,
        List<Threshold> thresholds,
        LeftOut leftOut,
        List<Stratum> strata,
        List<InformationClocks.Reading> clocks,
        double userSample,
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
            List<Value> values,
            @Nullable Users users,
            @Nullable RawLatency latency) {}

    /**
     * Raw sums over users by their first assignment; null where requests are assigned.
     *
     * @param affected users with at least one error
     * @param outside requests of users whose draw was no longer the current one
     */
    public record Users(
            long units, long affected, long crossovers, long outside, long withoutId, List<Ratio> metrics) {}

    /** ΣS, ΣN, ΣS², ΣSN and ΣN² over {@code units} users, for the delta method. */
    public record Ratio(String metric, long units, String s, String n, String ss, String sn, String nn) {}

    /** Raw sums of a value: {@code sum} in 10⁻⁶, {@code squaredSum} in 10⁻¹². */
    public record Value(String name, long count, long found, String sum, String squaredSum) {}

    /**
     * Everything an answer rests on.
     *
     * @param sample which users are kept
     * @param histograms whether latency histograms are wanted; event streams leave them out
     */
    public static MethodAnswer of(
            Experiment experiment,
            Traffic traffic,
            Map<String, LatencyThreshold> thresholds,
            InformationClocks clocks,
            UserSample sample,
            boolean histograms) {
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
                        .map(stratum -> stratum(experiment, stratum, histograms ? thresholds : null))
                        .toList(),
                clocks.readings(),
                sample.share(),
                "curl -H \"Authorization: Bearer $TOKEN\" \"$MESHTRIAL/api/v1/results/" + experiment.id() + "\"");
    }

    private static Formula formula(Metric metric) {
        return switch (metric.kind()) {
            case ERROR_RATE, GATEWAY_ERROR_RATE ->
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

    private static Stratum stratum(
            Experiment experiment, StratumTraffic traffic, @Nullable Map<String, LatencyThreshold> thresholds) {
        Map<String, Double> shares = new TreeMap<>();
        experiment.variants().forEach(v -> shares.put(v.name(), traffic.share(v.name())));
        return new Stratum(
                traffic.stratum().rule(),
                traffic.stratum().drawingRevision(),
                traffic.stratum().origin(),
                traffic.allocation().randomised(),
                traffic.allocation().unit(),
                shares,
                experiment.variants().stream()
                        .map(v -> arm(v.name(), traffic, thresholds))
                        .toList());
    }

    private static Arm arm(String variant, StratumTraffic traffic, @Nullable Map<String, LatencyThreshold> thresholds) {
        Tally tally = traffic.arm(variant);
        boolean users = traffic.allocation().unit() == RandomisationUnit.USER;
        return new Arm(
                variant,
                users ? traffic.usersOf(variant).all().units() : tally.requests(),
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
                        .toList(),
                users ? users(traffic.usersOf(variant)) : null,
                thresholds == null ? null : RawLatency.of(tally, traffic.minutesOf(variant), thresholds));
    }

    private static Users users(UserTally tally) {
        UserSums all = tally.all();
        return new Users(
                all.units(),
                all.errorUnits(),
                all.crossovers(),
                tally.outside(),
                tally.withoutId(),
                all.metrics().entrySet().stream()
                        .map(m -> new Ratio(
                                m.getKey(),
                                m.getValue().units(),
                                m.getValue().s().toString(),
                                m.getValue().n().toString(),
                                m.getValue().ss().toString(),
                                m.getValue().sn().toString(),
                                m.getValue().nn().toString()))
                        .toList());
    }
}
