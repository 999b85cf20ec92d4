package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.OneSided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * A latency quantile by indicators. With control's threshold q frozen at a bucket edge, treatment's quantile is below
 * f·q exactly when P_T(Y ≥ f·q) &lt; P_C(Y ≥ q): a contrast of shares, which stratifies over a ramp as quantiles do
 * not. Inverting its confidence sequence over the bucket edges f·q bounds the relative latency; for every fixed edge the
 * sequence holds at all looks, so the bound does. Unanswered requests lie above every threshold.
 */
final class LatencyQuantile implements Measurement {

    private final List<ArmPair> strata;
    private final List<Answer<ArmSummary>> controls;
    private final Levels levels;
    private final long threshold;
    private final Map<Integer, Answer<StratifiedMeans>> known = new HashMap<>();

    /** @param thresholdMicros a lower edge of {@link LatencyBuckets} */
    LatencyQuantile(List<ArmPair> strata, Levels levels, long thresholdMicros) {
        this.strata = strata;
        this.levels = levels;
        this.threshold = thresholdMicros;
        this.controls =
                strata.stream().map(pair -> above(pair.control(), threshold)).toList();
    }

    @Override
    public RatioEstimate estimate() {
        int atThreshold = LatencyBuckets.indexOf(threshold);
        switch (means(atThreshold)) {
            case Undefined<StratifiedMeans>(var reason) -> {
                return RatioEstimate.none(Means.need(pairs(atThreshold), "requests"), reason.code());
            }
            case Defined<StratifiedMeans> means -> {
                if (means.value().contrast(1, levels.plannedInformation()) instanceof Undefined<Contrast>(var reason)) {
                    return RatioEstimate.none(null, reason.code());
                }
            }
        }
        Optional<OneSided> sides = contrast(atThreshold)
                .flatMap(contrast ->
                        AsymptoticSequence.oneSided(contrast, levels.harm()).toOptional());
        return new RatioEstimate(
                new Interval(crossing(), lower(levels.shown() / 2), upper(levels.shown() / 2)),
                Interval.UNKNOWN,
                lower(levels.oneSided()),
                upper(levels.oneSided()),
                sides.map(OneSided::logEGreater).orElse(Double.NaN),
                sides.map(OneSided::logELess).orElse(Double.NaN),
                null,
                null);
    }

    /** At the last edge that is not beyond the margin: what is proven there is proven at the margin. */
    @Override
    public OptionalDouble growthTo(double ratio, double alpha) {
        return contrast(LatencyLadder.bucketAt(threshold * ratio))
                .map(contrast -> Means.growth(contrast, ratio > 1, alpha))
                .orElse(OptionalDouble.empty());
    }

    /** The ratio at which the two shares meet, interpolated within a bucket. */
    private double crossing() {
        int above = firstBucket(bucket -> difference(bucket) <= 0);
        if (above < 0) {
            return Double.NaN;
        }
        double high = LatencyBuckets.lowerEdge(above);
        if (above <= lowestBucket()) {
            return high / threshold;
        }
        double low = LatencyBuckets.lowerEdge(above - 1);
        double before = difference(above - 1);
        double after = difference(above);
        double part = before > after ? before / (before - after) : 1;
        return (low + part * (high - low)) / threshold;
    }

    /** An edge's proof is strict, so its bound is the last double before the ratio: a proof at the margin is below it. */
    private double upper(double alpha) {
        int bucket = firstBucket(candidate ->
                sides(candidate, alpha).map(side -> side.upper() < 0).orElse(false));
        return bucket < 0 ? Double.NaN : Math.nextDown(LatencyBuckets.lowerEdge(bucket) / (double) threshold);
    }

    private double lower(double alpha) {
        int bucket = firstBucket(candidate ->
                !sides(candidate, alpha).map(side -> side.lower() > 0).orElse(true));
        return bucket <= lowestBucket()
                ? Double.NaN
                : Math.nextUp(LatencyBuckets.lowerEdge(bucket - 1) / (double) threshold);
    }

    private Optional<OneSided> sides(int bucket, double alpha) {
        return contrast(bucket)
                .flatMap(
                        contrast -> AsymptoticSequence.oneSided(contrast, alpha).toOptional());
    }

    private double difference(int bucket) {
        return contrast(bucket).map(Contrast::estimate).orElse(Double.NaN);
    }

    private Optional<Contrast> contrast(int bucket) {
        return means(bucket)
                .flatMap(means -> means.contrast(1, levels.plannedInformation()))
                .toOptional();
    }

    private Answer<StratifiedMeans> means(int bucket) {
        return known.computeIfAbsent(bucket, edge -> StratifiedMeans.forVerdict(pairs(edge)));
    }

    private List<Stratum> pairs(int bucket) {
        long edge = LatencyBuckets.lowerEdge(bucket);
        List<Stratum> pairs = new ArrayList<>(strata.size());
        for (int i = 0; i < strata.size(); i++) {
            if (controls.get(i) instanceof Defined<ArmSummary>(ArmSummary control)
                    && above(strata.get(i).treatment(), edge) instanceof Defined<ArmSummary>(ArmSummary treatment)) {
                pairs.add(new Stratum(control, treatment));
            }
        }
        return pairs;
    }

    private static Answer<ArmSummary> above(Tally tally, long edge) {
        return ArmSummary.ofSmoothedProportion(
                tally.answered().countAtOrAbove(edge) + tally.unanswered(), tally.requests());
    }

    private int lowestBucket() {
        return LatencyBuckets.indexOf(threshold / 16);
    }

    /**
     * The first bucket from which on a monotone condition holds, within a factor of 16 of the threshold; −1 if none. Looks
     * near the threshold first, where bounds usually lie.
     */
    private int firstBucket(Predicate<Integer> holds) {
        int lowest = lowestBucket();
        int highest = LatencyBuckets.indexOf(threshold * 16);
        int low = lowest;
        int high = LatencyBuckets.indexOf(threshold);
        int step = 1;
        if (holds.test(high)) {
            int next = Math.max(lowest, high - step);
            while (high > lowest && holds.test(next)) {
                high = next;
                step *= 2;
                next = Math.max(lowest, high - step);
            }
            low = high == lowest ? lowest : next + 1;
        } else {
            while (!holds.test(high)) {
                if (high == highest) {
                    return -1;
                }
                low = high + 1;
                high = Math.min(highest, high + step);
                step *= 2;
            }
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
