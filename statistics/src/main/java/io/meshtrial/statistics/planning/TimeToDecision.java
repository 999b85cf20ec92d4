package io.meshtrial.statistics.planning;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.OneSided;
import java.util.ArrayList;
import java.util.List;

/**
 * Live time to decision: how much longer if the estimate stays where it is and traffic goes on as now. A forecast, no
 * promise: it carries no error level. The boundaries are those of arXiv 2103.06476, section 2 (means), and 2011.03567, section 4 (rates).
 */
public final class TimeToDecision {

    private TimeToDecision() {}

    /**
     * Until the one-sided bound of a contrast passes 0, on the side where the estimate lies.
     *
     * @param now the contrast on its clock
     * @param progressPerTime how much the clock gains per unit of time, positive
     * @param alpha strictly between 0 and one half
     * @param horizon longest time of interest, positive
     */
    public static Forecast untilBoundPasses(Contrast now, double progressPerTime, double alpha, double horizon) {
        return Forecast.firstTime(
                time -> {
                    double progress = now.progress() + progressPerTime * time;
                    double error = now.standardError() * Math.sqrt(now.progress() / progress);
                    Contrast then = new Contrast(now.estimate(), error, progress);
                    return switch (AsymptoticSequence.oneSided(then, alpha)) {
                        case Answer.Defined<OneSided>(OneSided bounds) -> bounds.lower() > 0 || bounds.upper() < 0;
                        case Answer.Undefined<OneSided> undefined -> false;
                    };
                },
                horizon);
    }

    /**
     * Until a rate is proven not inferior at a margin.
     *
     * @param soFar errors of every stratum so far
     * @param perTime expected errors per unit of time at the present share
     * @param delta0 ln(1 + margin)
     * @param logThreshold ln E to reach, such as ln 20
     * @param horizon longest time of interest, positive
     */
    public static Forecast untilNotInferior(
            List<RateStratum> soFar, ErrorFlow perTime, double delta0, double logThreshold, double horizon) {
        return Forecast.firstTime(
                time -> {
                    List<RateStratum> then = new ArrayList<>(soFar);
                    then.add(perTime.during(time));
                    return PhasedRateRatio.of(then)
                            .flatMap(ratio -> ratio.logELess(delta0))
                            .toOptional()
                            .filter(logE -> logE >= logThreshold)
                            .isPresent();
                },
                horizon);
    }

    /**
     * Errors per unit of time at the present share.
     *
     * @param treatment at least 0
     * @param control at least 0
     * @param treatmentShare strictly between 0 and 1
     */
    public record ErrorFlow(double treatment, double control, double treatmentShare) {
        RateStratum during(double time) {
            return new RateStratum(Math.round(treatment * time), Math.round(control * time), treatmentShare);
        }
    }
}
