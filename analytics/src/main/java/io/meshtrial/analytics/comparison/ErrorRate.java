package io.meshtrial.analytics.comparison;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.rate.RatioInterval;
import java.util.List;

/** Errors by the conditional e-process over strata: valid from the first error on, at 0 errors in treatment too. */
final class ErrorRate {

    private ErrorRate() {}

    static RatioEstimate estimate(List<ArmPair> strata, Levels levels) {
        List<RateStratum> rates = strata.stream()
                .map(pair -> new RateStratum(
                        pair.treatment().errors(), pair.control().errors(), pair.treatmentShare()))
                .toList();
        return switch (PhasedRateRatio.of(rates)) {
            case Defined<PhasedRateRatio>(PhasedRateRatio ratio) -> estimate(ratio, rates, levels);
            case Undefined<PhasedRateRatio>(var reason) -> RatioEstimate.none(null, reason.code());
        };
    }

    private static RatioEstimate estimate(PhasedRateRatio ratio, List<RateStratum> rates, Levels levels) {
        long errors = rates.stream()
                .mapToLong(rate -> rate.treatmentErrors() + rate.controlErrors())
                .sum();
        if (errors == 0) {
            return RatioEstimate.none(new Need(0, 1, "errors"), "no_observations");
        }
        RatioInterval shown = ratio.interval(levels.shown()).orElseThrow();
        RatioInterval bounds = ratio.oneSidedBounds(levels.oneSided()).orElseThrow();
        return new RatioEstimate(
                new Interval(ratio.estimate(), shown.lower() > 0 ? shown.lower() : null, shown.upper()),
                Interval.UNKNOWN,
                bounds.lower(),
                bounds.upper(),
                value(ratio.logEGreater(0)),
                value(ratio.logELess(0)),
                null,
                null);
    }

    private static double value(Answer<Double> answer) {
        return answer.toOptional().orElse(Double.NaN);
    }
}
