package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Means and shares by stratified asymptotic confidence sequences. */
final class Means {

    private Means() {}

    /** @param summary of one arm on the metric; undefined answers leave the stratum out */
    static RatioEstimate estimate(
            List<ArmPair> strata, Function<Tally, Answer<ArmSummary>> summary, Levels levels, String of) {
        List<Stratum> usable = strata(strata, summary, summary);
        return switch (StratifiedMeans.forVerdict(usable)) {
            case Defined<StratifiedMeans>(StratifiedMeans means) -> estimate(means, levels);
            case Undefined<StratifiedMeans>(var reason) -> RatioEstimate.none(need(usable, of), reason.code());
        };
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

    private static RatioEstimate estimate(StratifiedMeans means, Levels levels) {
        double progress = means.information() / levels.plannedInformation();
        return switch (means.contrast(1, levels.plannedInformation())) {
            case Undefined<Contrast>(var reason) -> RatioEstimate.none(null, reason.code());
            case Defined<Contrast>(Contrast contrast) -> {
                var shown =
                        AsymptoticSequence.twoSided(contrast, levels.shown()).orElseThrow();
                var sides = AsymptoticSequence.oneSided(contrast, levels.harm()).orElseThrow();
                var ratio = means.ratioBounds(progress, levels.shown() / 2).toOptional();
                var bounds = means.ratioBounds(progress, levels.oneSided()).toOptional();
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
}
