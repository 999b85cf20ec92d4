package io.meshtrial.statistics.ratio;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.DirichletMultinomial;
import io.meshtrial.statistics.special.LogSum;
import java.util.Arrays;
import java.util.List;

/**
 * The sequential sample-ratio test: watched at every look, it alarms falsely with probability at most 1/1000.
 *
 * <p>Source: M. Lindon and A. Malek, "Anytime-valid inference for multinomial count data", arXiv 2011.03567, section 3.
 * The e-value is averaged over three concentrations; over strata each concentration's e-values are multiplied first.
 *
 * @param logEs natural logarithm of the e-value for each of {@link #CONCENTRATIONS}, over all strata
 * @param logE natural logarithm of their average; infinite when units reached a variant whose share is 0
 */
public record SampleRatio(List<Double> logEs, double logE) {

    /** The concentrations K of the Dirichlet prior. */
    public static final List<Double> CONCENTRATIONS = List.of(100.0, 1000.0, 10_000.0);

    private static final double LOG_ALARM = Math.log(1000);

    /** Whether the shares are refuted: E ≥ 1000. */
    public boolean alarm() {
        return logE >= LOG_ALARM;
    }

    /** One stratum; see {@link #of(List)}. */
    public static Answer<SampleRatio> of(UnitCounts counts) {
        return of(List.of(counts));
    }

    /**
     * ln E = lnΓ(K) − lnΓ(K+n) + Σ[lnΓ(Kq_i+n_i) − lnΓ(Kq_i)] − Σ n_i ln q_i, multiplied over the strata and then averaged
     * over K. No strata, or none with a unit, give E = 1.
     *
     * @param strata units and shares, one for each stratum
     * @return undefined for {@link Reason#SHAPE}, {@link Reason#SHARES}, {@link Reason#COUNT_OUTSIDE} or
     *     {@link Reason#NOT_FINITE}
     */
    public static Answer<SampleRatio> of(List<UnitCounts> strata) {
        double[] sums = new double[CONCENTRATIONS.size()];
        for (UnitCounts stratum : strata) {
            switch (stratum.checked()) {
                case Answer.Undefined<UnitCounts>(Reason reason) -> {
                    return Answer.undefined(reason);
                }
                case Answer.Defined<UnitCounts>(UnitCounts counts) -> add(sums, counts);
            }
        }
        double average = LogSum.of(sums) - Math.log(sums.length);
        return Double.isNaN(average)
                ? Answer.undefined(Reason.NOT_FINITE)
                : Answer.of(new SampleRatio(Arrays.stream(sums).boxed().toList(), average));
    }

    private static void add(double[] sums, UnitCounts stratum) {
        if (stratum.impossible()) {
            Arrays.fill(sums, Double.POSITIVE_INFINITY);
            return;
        }
        UnitCounts counts = stratum.withShares();
        double[] units = counts.countsAsDoubles();
        double[] shares = counts.normalisedShares();
        double[] excesses = counts.excesses();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += DirichletMultinomial.logEvidence(units, shares, excesses, CONCENTRATIONS.get(i));
        }
    }
}
