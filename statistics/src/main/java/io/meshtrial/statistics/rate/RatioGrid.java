package io.meshtrial.statistics.rate;

import io.meshtrial.statistics.special.LogSum;
import java.util.Arrays;

/**
 * The mixture over the log ratio δ: steps of 0.1 for 0.3 ≤ |δ| ≤ 4, of 0.01 inside, weights ∝ exp(−δ²/0.5)·step. The
 * fine middle sees ratios within 5 %, to which steps of 0.1 throughout are blind.
 */
final class RatioGrid {

    /** Grid points closer to the null value than this lie on neither side of it. */
    static final double SAME = 1e-9;

    private static final int COARSE_END = 40;
    private static final int COARSE_START = 3;
    private static final int FINE_END = 29;

    private static final double[] DELTA = points();
    private static final double[] LOG_WEIGHT = logWeights();

    private RatioGrid() {}

    static int size() {
        return DELTA.length;
    }

    static double delta(int j) {
        return DELTA[j];
    }

    /** ln of the unnormalised weight. */
    static double logWeight(int j) {
        return LOG_WEIGHT[j];
    }

    /** ln of the sum of the weights from one index (included) to another (excluded). */
    static double logWeightOf(int from, int to) {
        return LogSum.of(Arrays.copyOfRange(LOG_WEIGHT, from, to));
    }

    private static double[] points() {
        int coarse = COARSE_END - COARSE_START + 1;
        double[] points = new double[2 * coarse + 2 * FINE_END + 1];
        int i = 0;
        for (int j = -COARSE_END; j <= -COARSE_START; j++) {
            points[i++] = j / 10.0;
        }
        for (int j = -FINE_END; j <= FINE_END; j++) {
            points[i++] = j / 100.0;
        }
        for (int j = COARSE_START; j <= COARSE_END; j++) {
            points[i++] = j / 10.0;
        }
        return points;
    }

    private static double[] logWeights() {
        double[] weights = new double[DELTA.length];
        for (int i = 0; i < weights.length; i++) {
            double step = Math.abs(DELTA[i]) < 0.295 ? 0.01 : 0.1;
            weights[i] = -DELTA[i] * DELTA[i] / 0.5 + Math.log(step);
        }
        return weights;
    }
}
