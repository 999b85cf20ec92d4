package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LeftOut;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.analytics.tally.UserSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Formulas, frozen settings and raw tallies: from here every number of an answer can be recomputed.
 *
 * @param gateway raw tallies of the witness at the gateway, where a metric is of it; event streams leave them out
 * @param segments raw tallies of each segment; event streams leave them out
 * @param plannedShares by treatment, against control when it was first drawn: with N* the planned information
 * @param userSample share of the users that is kept
 */
public record MethodAnswer(
        String sentence,
        String planHash,
        MeasurementPlan plan,
        List<Formula> formulas,
        List<Threshold> thresholds,
        LeftOut leftOut,
        List<Stratum> strata,
        List<Stratum> gateway,
        List<Segment> segments,
        List<InformationClocks.Reading> clocks,
        Map<String, Double> plannedShares,
        Pace pace,
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

    /**
     * Raw tallies of an arm; sums that may exceed 2⁵³ are decimal strings.
     *
     * @param assigned units by their first assignment, whatever served them: what the sample ratio counts
     * @param units in the comparison
     */
    public record Arm(
            String variant,
            long assigned,
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
     * @param returned of the units, those that came back with the cookie
     * @param affected users with at least one error
     * @param requests of these users that are in the sums
     * @param outside requests of users whose draw was no longer the current one
     * @param beyondCap requests of users who had brought as many as one may
     */
    public record Users(
            long units,
            long returned,
            long affected,
            long crossovers,
            long requests,
            long outside,
            long withoutId,
            long beyondCap,
            List<Ratio> metrics) {}

    /** ΣS, ΣN, ΣS², ΣSN and ΣN² over {@code units} users, for the delta method. */
    public record Ratio(String metric, long units, String s, String n, String ss, String sn, String nn) {}

    /** Raw sums of a value: {@code sum} in 10⁻⁶, {@code squaredSum} in 10⁻¹². */
    public record Value(String name, long count, long found, String sum, String squaredSum) {}

    /** Raw tallies of one segment, stratum by stratum. */
    public record Segment(SegmentKind kind, String name, List<Stratum> strata) {}

    /**
     * What forecasts go by.
     *
     * @param requests in the comparison that came of late
     * @param seconds in which they came
     * @param unitsPerSecond the same in units
     */
    public record Pace(long requests, double seconds, double unitsPerSecond) {}

    /**
     * Everything an answer rests on.
     *
     * @param sample which users are kept
     */
    public static MethodAnswer of(
            Experiment experiment, RawTallies tallies, InformationClocks clocks, UserSample sample, Pace pace) {
        String unit = experiment.unit() == RandomisationUnit.USER ? "user" : "request";
        return new MethodAnswer(
                "Per " + unit + " · stratified by rule and revision · anytime-valid at 95\u202f% · N* "
                        + experiment.plan().plannedUnits() + " " + unit + "s",
                Integer.toHexString(experiment.plan().hashCode()),
                experiment.plan(),
                experiment.plan().metrics().stream().map(MethodAnswer::formula).toList(),
                tallies.thresholds(),
                tallies.leftOut(),
                tallies.strata(),
                tallies.gateway(),
                tallies.segments(),
                clocks.readings(),
                plannedShares(experiment),
                pace,
                sample.share(),
                "curl -H \"Authorization: Bearer $TOKEN\" \"$MESHTRIAL/api/v1/results/" + experiment.id() + "\"");
    }

    private static Map<String, Double> plannedShares(Experiment experiment) {
        Map<String, Double> shares = new TreeMap<>();
        experiment.treatments().forEach(variant -> shares.put(variant.name(), experiment.plannedShare(variant.name())));
        return shares;
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
}
