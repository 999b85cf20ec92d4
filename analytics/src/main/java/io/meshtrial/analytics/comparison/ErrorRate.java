package io.meshtrial.analytics.comparison;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.planning.Forecast;
import io.meshtrial.statistics.planning.TimeToDecision;
import io.meshtrial.statistics.planning.TimeToDecision.ErrorFlow;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.rate.RatioInterval;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Errors by the conditional e-process over strata: valid from the first error on, at 0 errors in treatment too.
 *
 * @param rates errors by stratum, oldest first; users with at least one error where users are assigned
 */
record ErrorRate(List<RateStratum> rates, Levels levels) implements Measurement {

    ErrorRate {
        rates = List.copyOf(rates);
    }

    static ErrorRate ofRequests(List<ArmPair> strata, Levels levels) {
        return new ErrorRate(
                strata.stream()
                        .map(pair -> new RateStratum(
                                pair.treatment().errors(), pair.control().errors(), pair.treatmentShare()))
                        .toList(),
                levels);
    }

    @Override
    public RatioEstimate estimate() {
        return switch (PhasedRateRatio.of(rates)) {
            case Defined<PhasedRateRatio>(PhasedRateRatio ratio) -> estimate(ratio);
            case Undefined<PhasedRateRatio>(var reason) -> RatioEstimate.none(null, reason.code());
        };
    }

    private RatioEstimate estimate(PhasedRateRatio ratio) {
        if (errors() == 0) {
            return RatioEstimate.none(new Need(0, 1, "errors"), Silence.NO_OBSERVATIONS);
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

    /** Errors go on coming as often as so far, split by the newest stratum's share and the estimated ratio. */
    @Override
    public OptionalDouble growthTo(double ratio, double alpha) {
        long errors = errors();
        if (ratio <= 1 || errors == 0) {
            return OptionalDouble.empty();
        }
        double estimate = PhasedRateRatio.of(rates).orElseThrow().estimate();
        double share = rates.getLast().treatmentShare();
        double treated = errors * share * estimate / (1 - share + share * estimate);
        ErrorFlow flow = new ErrorFlow(treated, errors - treated, share);
        return estimate < ratio
                        && TimeToDecision.untilNotInferior(rates, flow, Math.log(ratio), -Math.log(alpha), HORIZON)
                                instanceof Forecast.After(double time)
                ? OptionalDouble.of(1 + time)
                : OptionalDouble.empty();
    }

    private long errors() {
        return rates.stream()
                .mapToLong(rate -> rate.treatmentErrors() + rate.controlErrors())
                .sum();
    }

    private static double value(Answer<Double> answer) {
        return answer.toOptional().orElse(Double.NaN);
    }
}
