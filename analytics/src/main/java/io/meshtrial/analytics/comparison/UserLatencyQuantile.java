package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.OneSided;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A latency quantile over users, by the rungs of {@link LatencyLadder}: treatment's quantile is below f·q when its share of
 * requests at or above f·q is below control's at or above q. Bounds lie on rungs, so they are as fine as the ladder. Where the
 * shares meet on no rung, the estimate lies beyond the ladder and is unknown; the bound tells how far it is proven to lie.
 *
 * @param factors ascending
 * @param rungs for each factor control at q against treatment at f·q, by stratum
 * @param clocks one for each rung
 */
record UserLatencyQuantile(List<Double> factors, List<List<Stratum>> rungs, List<ProgressClock> clocks, Levels levels)
        implements Measurement {

    @Override
    public RatioEstimate estimate() {
        // Every rung has a clock of its own, which starts when it is asked: all of them at the first look.
        List<Answer<Contrast>> contrasts =
                IntStream.range(0, factors.size()).mapToObj(this::contrast).toList();
        List<Stratum> base = rungs.get(LatencyLadder.BASE);
        if (StratifiedMeans.forVerdict(base) instanceof Undefined<StratifiedMeans>(var reason)) {
            return RatioEstimate.none(Means.need(base, "users"), reason.code());
        }
        return switch (contrasts.get(LatencyLadder.BASE)) {
            case Undefined<Contrast>(var reason) -> RatioEstimate.none(null, reason.code());
            case Defined<Contrast>(Contrast contrast) ->
                contrast.progress() > 0 ? estimate(contrast) : RatioEstimate.none(null, Silence.PLAN_NOT_FROZEN);
        };
    }

    private RatioEstimate estimate(Contrast base) {
        return switch (AsymptoticSequence.oneSided(base, levels.harm())) {
            case Undefined<OneSided>(var reason) -> RatioEstimate.none(null, reason.code());
            case Defined<OneSided>(OneSided sides) ->
                new RatioEstimate(
                        new Interval(crossing(), lower(levels.shown() / 2), upper(levels.shown() / 2)),
                        Interval.UNKNOWN,
                        lower(levels.oneSided()),
                        upper(levels.oneSided()),
                        sides.logEGreater(),
                        sides.logELess(),
                        null,
                        null);
        };
    }

    @Override
    public OptionalDouble growthTo(double ratio, double alpha) {
        int rung = 0;
        while (rung + 1 < factors.size() && factors.get(rung + 1) <= ratio + 1e-9) {
            rung++;
        }
        return contrast(rung)
                .toOptional()
                .map(contrast -> Means.growth(contrast, ratio > 1, alpha))
                .orElse(OptionalDouble.empty());
    }

    /** The factor at which the two shares meet, between rungs; unknown where they meet on none of them. */
    private double crossing() {
        double before = Double.NaN;
        for (int rung = 0; rung < factors.size(); rung++) {
            double after = difference(rung);
            if (after == 0) {
                return factors.get(rung);
            }
            if (after < 0) {
                return before > 0
                        ? factors.get(rung - 1)
                                + (factors.get(rung) - factors.get(rung - 1)) * before / (before - after)
                        : Double.NaN;
            }
            before = after;
        }
        return Double.NaN;
    }

    /** A rung's proof is strict, so its bound is the last double before the factor: a proof at the margin is below it. */
    private double upper(double alpha) {
        for (int rung = 0; rung < factors.size(); rung++) {
            if (sides(rung, alpha).map(side -> side.upper() < 0).orElse(false)) {
                return Math.nextDown(factors.get(rung));
            }
        }
        return Double.NaN;
    }

    /** The requests counted lie above an edge, which may lie below the factor by a bucket: only that much is proven. */
    private double lower(double alpha) {
        for (int rung = factors.size() - 1; rung >= 0; rung--) {
            if (sides(rung, alpha).map(side -> side.lower() > 0).orElse(false)) {
                double edge = rung == LatencyLadder.BASE ? 1 : factors.get(rung) * LatencyBuckets.EDGE_OF_CONTENT;
                return Math.nextUp(edge);
            }
        }
        return Double.NaN;
    }

    private double difference(int rung) {
        return contrast(rung).toOptional().map(Contrast::estimate).orElse(Double.NaN);
    }

    private Optional<OneSided> sides(int rung, double alpha) {
        return contrast(rung)
                .flatMap(contrast -> AsymptoticSequence.oneSided(contrast, alpha))
                .toOptional();
    }

    private Answer<Contrast> contrast(int rung) {
        return StratifiedMeans.forVerdict(rungs.get(rung))
                .flatMap(means -> means.contrast(1, levels.plannedInformation())
                        .map(contrast -> contrast.withProgress(clocks.get(rung).progress(means))));
    }
}
