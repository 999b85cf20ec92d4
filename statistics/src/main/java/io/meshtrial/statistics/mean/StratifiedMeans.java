package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import java.util.ArrayList;
import java.util.List;

/**
 * Two arms' means over strata, each stratum with constant shares: weights may change on the way and base rates may
 * drift, and the difference still compares like with like.
 *
 * <p>D = Σλ_kD_k/Σλ_k, SE² = Σλ_k²SE_k²/(Σλ_k)², A = Σλ_k with λ_k = n_Tk·n_Ck/n_k. A stratum with an empty arm carries
 * no weight (W. G. Cochran, Biometrics 10(4), 1954, pp. 417-451; as a sequence arXiv 2103.06476, section 2).
 */
public final class StratifiedMeans {

    /** Units that each arm needs over the run before an asymptotic sequence may speak. */
    public static final long BURN_IN_UNITS = 30;

    private final List<Stratum> strata;
    private final double information;

    private StratifiedMeans(List<Stratum> strata, double information) {
        this.strata = strata;
        this.information = information;
    }

    /**
     * The bare formulas, without burn-in.
     *
     * @return undefined for {@link Reason#NO_COMMON_STRATUM}, {@link Reason#NOT_FINITE} or
     *     {@link Reason#NEGATIVE_VARIANCE}
     */
    public static Answer<StratifiedMeans> of(List<Stratum> strata) {
        List<Stratum> common = strata.stream().filter(Stratum::hasBothArms).toList();
        if (common.isEmpty()) {
            return Answer.undefined(Reason.NO_COMMON_STRATUM);
        }
        for (Stratum stratum : common) {
            var fault = stratum.fault();
            if (fault.isPresent()) {
                return Answer.undefined(fault.get());
            }
        }
        return Answer.of(new StratifiedMeans(
                common, common.stream().mapToDouble(Stratum::weight).sum()));
    }

    /**
     * As verdicts use it: each arm has {@link #BURN_IN_UNITS} units in the common strata, and the smaller arm's
     * variance is at least the larger arm's ({@link Stratum#cautious()}). A stratum in which neither arm has two units
     * tells nothing about variance and is left out.
     *
     * @return as {@link #of}, and undefined for {@link Reason#BURN_IN}
     */
    public static Answer<StratifiedMeans> forVerdict(List<Stratum> strata) {
        List<Stratum> known = new ArrayList<>(strata.size());
        for (Stratum stratum : strata) {
            if (stratum.hasBothArms()
                    && Math.max(stratum.control().n(), stratum.treatment().n()) > 1) {
                known.add(stratum.cautious());
            }
        }
        return of(known).flatMap(means -> {
            long controls = 0;
            long treatments = 0;
            for (Stratum stratum : means.strata) {
                controls += stratum.control().n();
                treatments += stratum.treatment().n();
            }
            long smaller = Math.min(controls, treatments);
            return smaller < BURN_IN_UNITS ? Answer.undefined(Reason.BURN_IN) : Answer.of(means);
        });
    }

    /** A = Σλ_k, the effective number of units. */
    public double information() {
        return information;
    }

    /**
     * mean_T − factor·mean_C. Factor 1 is the difference; 1 + M tests a relative harm margin M for a metric that is
     * better when lower, 1 − M for one that is better when higher.
     *
     * @param controlFactor finite
     * @param plannedInformation A*, positive: planned n_T·n_C/n
     * @return undefined for {@link Reason#PLANNED_INFORMATION}, {@link Reason#MARGIN}, {@link Reason#ZERO_VARIANCE} or
     *     {@link Reason#NOT_FINITE}
     */
    public Answer<Contrast> contrast(double controlFactor, double plannedInformation) {
        if (!(plannedInformation > 0) || Double.isInfinite(plannedInformation)) {
            return Answer.undefined(Reason.PLANNED_INFORMATION);
        }
        if (!Double.isFinite(controlFactor)) {
            return Answer.undefined(Reason.MARGIN);
        }
        double difference = 0;
        double variance = 0;
        for (Stratum stratum : strata) {
            double share = stratum.weight() / information;
            difference += share * stratum.difference(controlFactor);
            variance += share * share * stratum.varianceOfDifference(controlFactor);
        }
        if (!(variance > 0)) {
            return Answer.undefined(Reason.ZERO_VARIANCE);
        }
        Contrast contrast = new Contrast(difference, Math.sqrt(variance), information / plannedInformation);
        return Answer.ofFinite(contrast, difference, contrast.standardError(), contrast.progress());
    }

    /**
     * One-sided bounds on mean_T/mean_C, the factors at which the one-sided sequence of {@link #contrast} touches 0
     * (Fieller, JRSS B 16(2), 1954, pp. 175-185, with the sequence's multiplier). A margin lies beyond the bound exactly when its
     * contrast is proven.
     *
     * @param progress on the clock of the experiment, positive
     * @param alpha error level of each side, strictly between 0 and one half
     * @return undefined for {@link Reason#BASELINE_UNCERTAIN} when the control's mean cannot be told from 0,
     *     {@link Reason#ALPHA_ONE_SIDED}, {@link Reason#PLANNED_INFORMATION}, {@link Reason#ZERO_VARIANCE} or
     *     {@link Reason#NOT_FINITE}
     */
    public Answer<RatioBounds> ratioBounds(double progress, double alpha) {
        if (!(alpha > 0 && alpha < 0.5)) {
            return Answer.undefined(Reason.ALPHA_ONE_SIDED);
        }
        if (!(progress > 0) || Double.isInfinite(progress)) {
            return Answer.undefined(Reason.PLANNED_INFORMATION);
        }
        double treatment = 0;
        double control = 0;
        double treatmentVariance = 0;
        double controlVariance = 0;
        for (Stratum stratum : strata) {
            double share = stratum.weight() / information;
            treatment += share * stratum.treatment().mean();
            control += share * stratum.control().mean();
            treatmentVariance += share
                    * share
                    * stratum.treatment().variance()
                    / stratum.treatment().n();
            controlVariance += share
                    * share
                    * stratum.control().variance()
                    / stratum.control().n();
        }
        return RatioBounds.fieller(
                treatment,
                treatmentVariance,
                control,
                controlVariance,
                AsymptoticSequence.oneSidedMultiplier(progress, alpha));
    }
}
