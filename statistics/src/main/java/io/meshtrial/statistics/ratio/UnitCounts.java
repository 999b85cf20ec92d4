package io.meshtrial.statistics.ratio;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.special.Products;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many units each variant got in one stratum, and the share that it should have got (Lindon and Malek, arXiv
 * 2011.03567, section 3).
 *
 * <p>Units are counted by their first assignment in the stratum: users under sticky assignment, requests otherwise.
 *
 * @param counts at least 0, one for each variant
 * @param shares at least 0, summing to 1, one for each variant
 */
public record UnitCounts(List<Long> counts, List<Double> shares) {

    private static final double SUM_TOLERANCE = 1e-9;

    /** Keeps copies. */
    public UnitCounts {
        counts = List.copyOf(counts);
        shares = List.copyOf(shares);
    }

    /** Two or more variants, shares that sum to 1 and counts that can be. */
    Answer<UnitCounts> checked() {
        if (counts.size() != shares.size() || counts.size() < 2) {
            return Answer.undefined(Reason.SHAPE);
        }
        double sum = 0;
        for (double share : shares) {
            if (!(share >= 0)) {
                return Answer.undefined(Reason.SHARES);
            }
            sum += share;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            return Answer.undefined(Reason.SHARES);
        }
        return counts.stream().anyMatch(count -> count < 0) ? Answer.undefined(Reason.COUNT_OUTSIDE) : Answer.of(this);
    }

    /** Whether a variant whose share is 0 got units: impossible if the shares are right. */
    boolean impossible() {
        return IntStream.range(0, counts.size()).anyMatch(i -> shares.get(i) == 0 && counts.get(i) > 0);
    }

    /** Without the variants whose share is 0. */
    UnitCounts withShares() {
        int[] kept =
                IntStream.range(0, counts.size()).filter(i -> shares.get(i) > 0).toArray();
        return new UnitCounts(
                IntStream.of(kept).mapToObj(counts::get).toList(),
                IntStream.of(kept).mapToObj(shares::get).toList());
    }

    double[] countsAsDoubles() {
        return counts.stream().mapToDouble(Long::doubleValue).toArray();
    }

    /** The shares divided by their sum. */
    double[] normalisedShares() {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        return shares.stream().mapToDouble(share -> share / sum).toArray();
    }

    /**
     * n_i − n·q_i for shares divided by their exact sum, as Σ_j (n_i s_j − n_j s_i)/Σs: each term is a difference of
     * products taken with one rounding.
     */
    double[] excesses() {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        double[] excesses = new double[counts.size()];
        for (int i = 0; i < excesses.length; i++) {
            for (int j = 0; j < excesses.length; j++) {
                excesses[i] +=
                        j == i ? 0 : Products.difference(counts.get(i), shares.get(j), counts.get(j), shares.get(i));
            }
            excesses[i] /= sum;
        }
        return excesses;
    }
}
