package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.planning.Forecast;
import io.meshtrial.statistics.planning.TimeToDecision;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.OneSided;
import io.meshtrial.statistics.sequence.TwoSided;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Means and shares by stratified asymptotic confidence sequences.
 *
 * @param strata in which both arms tell something
 * @param of what a unit is called when units are missing
 */
record Means(List<Stratum> strata, Levels levels, ProgressClock clock, String of) implements Measurement {

    Means {
        strata = List.copyOf(strata);
    }

    /** @param summary of one arm on the metric; undefined answers leave the stratum out */
    static Means ofRequests(List<ArmPair> strata, Function<Tally, Answer<ArmSummary>> summary, Levels levels) {
        return new Means(
                strata(strata, summary, summary),
                levels,
                ProgressClock.ofUnits(levels.plannedInformation()),
                "requests");
    }

    static List<Stratum> strata(
            List<ArmPair> strata,
            Function<Tally, Answer<ArmSummary>> ofControl,
            Function<Tally, Answer<ArmSummary>> ofTreatment) {
        List<Stratum> usable = new ArrayList<>();
        for (ArmPair pair : strata) {
            ofControl
                    .apply(pair.control())
                    .flatMap(control ->
                            ofTreatment.apply(pair.treatment()).map(treatment -> new Stratum(control, treatment)))
                    .toOptional()
                    .ifPresent(usable::add);
        }
        return usable;
    }

    static Need need(List<Stratum> strata, String of) {
        long control = strata.stream().mapToLong(s -> s.control().n()).sum();
        long treatment = strata.stream().mapToLong(s -> s.treatment().n()).sum();
        return new Need(Math.min(control, treatment), StratifiedMeans.BURN_IN_UNITS, of);
    }

    @Override
    public RatioEstimate estimate() {
        return switch (StratifiedMeans.forVerdict(strata)) {
            case Defined<StratifiedMeans>(StratifiedMeans means) -> estimate(means);
            case Undefined<StratifiedMeans>(var reason) -> RatioEstimate.none(need(strata, of), reason.code());
        };
    }

    private RatioEstimate estimate(StratifiedMeans means) {
        return switch (contrast(means, 1)) {
            case Undefined<Contrast>(var reason) -> RatioEstimate.none(null, reason.code());
            case Defined<Contrast>(Contrast contrast) -> {
                if (!(contrast.progress() > 0)) {
                    yield RatioEstimate.none(null, Silence.PLAN_NOT_FROZEN);
                }
                if (!(AsymptoticSequence.twoSided(contrast, levels.shown()) instanceof Defined<TwoSided>(var shown))
                        || !(AsymptoticSequence.oneSided(contrast, levels.harm())
                                instanceof Defined<OneSided>(var sides))) {
                    yield RatioEstimate.none(null, Reason.NOT_FINITE.code());
                }
                var ratio = means.ratioBounds(contrast.progress(), levels.shown() / 2)
                        .toOptional();
                var bounds = means.ratioBounds(contrast.progress(), levels.oneSided())
                        .toOptional();
                yield new RatioEstimate(
                        ratio.map(r -> new Interval(r.estimate(), r.lower(), r.upper()))
                                .orElse(Interval.UNKNOWN),
                        new Interval(shown.estimate(), shown.lower(), shown.upper()),
                        bounds.map(b -> b.lower()).orElse(Double.NaN),
                        bounds.map(b -> b.upper()).orElse(Double.NaN),
                        sides.logEGreater(),
                        sides.logELess(),
                        null,
                        ratio.isPresent() ? null : "baseline_uncertain");
            }
        };
    }

    @Override
    public OptionalDouble growthTo(double ratio, double alpha) {
        return StratifiedMeans.forVerdict(strata)
                .flatMap(means -> contrast(means, ratio))
                .toOptional()
                .map(contrast -> growth(contrast, ratio > 1, alpha))
                .orElse(OptionalDouble.empty());
    }

    /** @param below whether the contrast must be proven below 0, else above */
    static OptionalDouble growth(Contrast contrast, boolean below, double alpha) {
        boolean goodSide = below ? contrast.estimate() < 0 : contrast.estimate() > 0;
        return goodSide
                        && TimeToDecision.untilBoundPasses(contrast, contrast.progress(), alpha, HORIZON)
                                instanceof Forecast.After(double time)
                ? OptionalDouble.of(1 + time)
                : OptionalDouble.empty();
    }

    private Answer<Contrast> contrast(StratifiedMeans means, double factor) {
        return means.contrast(factor, levels.plannedInformation())
                .map(contrast -> contrast.withProgress(clock.progress(means)));
    }
}
