package io.meshtrial.analytics.comparison;

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

/**
 * A latency quantile over users, by the rungs of {@link LatencyLadder}: treatment's quantile is below f·q when its share of
 * requests at or above f·q is below control's at or above q. Bounds lie on rungs, so they are as fine as the ladder.
 *
 * @param factors ascending
 * @param rungs for each factor control at q against treatment at f·q, by stratum
 * @param clocks one for each rung
 */
record UserLatencyQuantile(List<Double> factors, List<List<Stratum>> rungs, List<ProgressClock> clocks, Levels levels)
        implements Measurement {

    @Override
    public RatioEstimate estimate() {
        List<Stratum> base = rungs.get(LatencyLadder.BASE);
        if (StratifiedMeans.forVerdict(base) instanceof Undefined<StratifiedMeans>(var reason)) {
            return RatioEstimate.none(Means.need(base, "users"), reason.code());
        }
        Optional<OneSided> sides = contrast(LatencyLadder.BASE)
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

    @Override
    public OptionalDouble growthTo(double ratio, double alpha) {
        int rung = 0;
        while (rung + 1 < factors.size() && factors.get(rung + 1) <= ratio + 1e-9) {
            rung++;
        }
        return contrast(rung)
                .map(contrast -> Means.growth(contrast, ratio > 1, alpha))
                .orElse(OptionalDouble.empty());
    }

    /** The factor at which the two shares meet, between rungs; the end of the ladder where they do not. */
    private double crossing() {
        for (int rung = 0; rung < factors.size(); rung++) {
            double after = difference(rung);
            if (after <= 0) {
                double before = rung == 0 ? Double.NaN : difference(rung - 1);
                return before > 0
                        ? factors.get(rung - 1)
                                + (factors.get(rung) - factors.get(rung - 1)) * before / (before - after)
                        : factors.get(rung);
            }
        }
        return factors.getLast();
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

    private double lower(double alpha) {
        for (int rung = factors.size() - 1; rung >= 0; rung--) {
            if (sides(rung, alpha).map(side -> side.lower() > 0).orElse(false)) {
                return Math.nextUp(factors.get(rung));
            }
        }
        return Double.NaN;
    }

    private double difference(int rung) {
        return contrast(rung).map(Contrast::estimate).orElse(Double.NaN);
    }

    private Optional<OneSided> sides(int rung, double alpha) {
        return contrast(rung)
                .flatMap(
                        contrast -> AsymptoticSequence.oneSided(contrast, alpha).toOptional());
    }

    private Optional<Contrast> contrast(int rung) {
        return switch (StratifiedMeans.forVerdict(rungs.get(rung))) {
            case Undefined<StratifiedMeans> none -> Optional.empty();
            case Defined<StratifiedMeans>(StratifiedMeans means) ->
                means.contrast(1, levels.plannedInformation())
                        .map(contrast -> contrast.withProgress(clocks.get(rung).progress(means)))
                        .toOptional();
        };
    }
}
