package io.meshtrial.statistics.rate;

/**
 * The inversion of the one-sided e-processes. Their weights change when the null value passes a grid point, so that ln E
 * is not convex; but between two grid points it is a constant minus a concave likelihood, and beyond the likelihood's
 * maximum it rises. The cells are walked from the grid's end towards the maximum until one holds a null value that is
 * not refuted, which ends after as many cells as the grid has.
 */
final class OneSidedRatio {

    private final RatioLikelihood likelihood;
    private final double[] logTerms;
    private final double threshold;

    OneSidedRatio(RatioLikelihood likelihood, double[] logTerms, double alpha) {
        this.likelihood = likelihood;
        this.logTerms = logTerms;
        this.threshold = -Math.log(alpha);
    }

    /** The largest ratio that is not refuted as too high; infinite without an error in control. */
    double upper() {
        if (!likelihood.hasControlErrors()) {
            return Double.POSITIVE_INFINITY;
        }
        double[] constants = constants(1);
        for (int j = constants.length - 1; j >= 0; j--) {
            double level = constants[j] - threshold;
            double start = RatioGrid.delta(j);
            if (start < likelihood.centre() || likelihood.value(start) > level) {
                double end = likelihood.fallsTo(Math.min(level, 0), 1);
                return Math.exp(j + 1 < constants.length ? Math.min(end, RatioGrid.delta(j + 1)) : end);
            }
        }
        return Math.exp(Math.max(RatioGrid.delta(0), likelihood.centre()));
    }

    /** The smallest ratio that is not refuted as too low; 0 without an error in treatment. */
    double lower() {
        if (!likelihood.hasTreatmentErrors()) {
            return 0;
        }
        double[] constants = constants(-1);
        for (int j = 0; j < constants.length; j++) {
            double level = constants[j] - threshold;
            double start = RatioGrid.delta(j);
            if (start > likelihood.centre() || likelihood.value(start) > level) {
                double end = likelihood.fallsTo(Math.min(level, 0), -1);
                return Math.exp(j > 0 ? Math.max(end, RatioGrid.delta(j - 1)) : end);
            }
        }
        return Math.exp(Math.min(RatioGrid.delta(RatioGrid.size() - 1), likelihood.centre()));
    }

    /** ln of the mixture over the points up to j (direction 1) or from j on (−1), weights renormalised. */
    private double[] constants(int direction) {
        int size = logTerms.length;
        double[] constants = new double[size];
        double mixture = Double.NEGATIVE_INFINITY;
        double weight = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < size; step++) {
            int j = direction > 0 ? step : size - 1 - step;
            mixture = logAdd(mixture, logTerms[j]);
            weight = logAdd(weight, RatioGrid.logWeight(j));
            constants[j] = mixture - weight;
        }
        return constants;
    }

    private static double logAdd(double a, double b) {
        double larger = Math.max(a, b);
        return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
}
