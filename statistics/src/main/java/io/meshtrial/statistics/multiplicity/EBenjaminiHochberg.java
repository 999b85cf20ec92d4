package io.meshtrial.statistics.multiplicity;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Rejections that control the false discovery rate with e-values, however they depend on each other (Wang and Ramdas,
 * "False discovery rate control with e-values", arXiv 2009.02824, the section on the e-BH procedure).
 */
public final class EBenjaminiHochberg {

    private EBenjaminiHochberg() {}

    /**
     * The rejected indices, counted from 0 and rising: all e-values not below the largest e₍k₎ with k·e₍k₎·q ≥ K. The
     * comparison is exact, so that equality rejects.
     *
     * @param q false discovery rate, strictly between 0 and 1
     * @param e each at least 0; infinity is allowed
     * @return undefined for {@link Reason#Q} or {@link Reason#E_OUTSIDE}
     */
    public static Answer<List<Integer>> reject(double q, double... e) {
        if (!(q > 0 && q < 1)) {
            return Answer.undefined(Reason.Q);
        }
        if (DoubleStream.of(e).anyMatch(value -> !(value >= 0))) {
            return Answer.undefined(Reason.E_OUTSIDE);
        }
        List<Double> falling =
                DoubleStream.of(e).boxed().sorted(Comparator.reverseOrder()).toList();
        double threshold = Double.POSITIVE_INFINITY;
        boolean any = false;
        for (int k = e.length; k >= 1 && !any; k--) {
            double candidate = falling.get(k - 1);
            any = reaches(candidate, k, q, e.length);
            threshold = any ? candidate : threshold;
        }
        double least = threshold;
        boolean some = any;
        return Answer.of(IntStream.range(0, e.length)
                .filter(i -> some && e[i] >= least)
                .boxed()
                .toList());
    }

    private static boolean reaches(double e, int k, double q, int total) {
        return Double.isInfinite(e)
                || new BigDecimal(e)
                                .multiply(new BigDecimal(q))
                                .multiply(BigDecimal.valueOf(k))
                                .compareTo(BigDecimal.valueOf(total))
                        >= 0;
    }
}
