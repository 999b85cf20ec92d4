package io.meshtrial.statistics.special;

/**
 * The rates at which a count of successes is not too surprising: n·KL(S/n ‖ p) ≤ level (H. Robbins, Annals of
 * Mathematical Statistics 41, 1970, pp. 1397-1409).
 *
 * <p>Solved in log odds h around S/n, where the divergence is the convex n·ln(1 − p̂ + p̂ e^h) − S·h. The odds stay
 * exact for rates near 0 and near 1.
 *
 * @param lowerOdds p/(1−p) at the lower end, 0 if there is no success
 * @param upperOdds p/(1−p) at the upper end, infinite if there is no failure
 */
public record BinomialLevelSet(double lowerOdds, double upperOdds) {

    private static final double FAR = 500;

    /**
     * The level set.
     *
     * @param successes at least 0
     * @param failures at least 0
     * @param surprise positive; what rounding has made less counts as the least positive number
     */
    public static BinomialLevelSet of(double successes, double failures, double surprise) {
        double level = Math.max(surprise, Double.MIN_NORMAL);
        double n = successes + failures;
        if (n == 0) {
            return new BinomialLevelSet(0, Double.POSITIVE_INFINITY);
        }
        if (successes == 0) {
            return new BinomialLevelSet(0, Math.expm1(level / n));
        }
        if (failures == 0) {
            return new BinomialLevelSet(1 / Math.expm1(level / n), Double.POSITIVE_INFINITY);
        }
        LogOdds divergence = new LogOdds(successes, failures, level);
        double guess = Math.sqrt(2 * level) * Math.sqrt(n / (successes * failures));
        double odds = successes / failures;
        return new BinomialLevelSet(
                odds * Math.exp(LevelSet.root(divergence, -guess)), odds * Math.exp(LevelSet.root(divergence, guess)));
    }

    /** The rate at the lower end. */
    public double lowerRate() {
        return rate(lowerOdds);
    }

    /** The rate at the upper end. */
    public double upperRate() {
        return rate(upperOdds);
    }

    private static double rate(double odds) {
        return Double.isInfinite(odds) ? 1 : odds / (1 + odds);
    }

    private record LogOdds(double successes, double failures, double level) implements LevelSet.Convex {
        /** The form over the rarer outcome cancels least; far out, the form whose exponential stays finite. */
        @Override
        public double value(double h) {
            double n = successes + failures;
            boolean overSuccesses = Math.abs(h) > FAR ? h < 0 : successes <= failures;
            return overSuccesses
                    ? n * Math.log1p(successes / n * Math.expm1(h)) - successes * h - level
                    : n * Math.log1p(failures / n * Math.expm1(-h)) + failures * h - level;
        }

        @Override
        public double slope(double h) {
            double n = successes + failures;
            double spread = Math.exp(-Math.abs(h));
            return h > 0
                    ? -failures * successes * Math.expm1(-h) / (successes + failures * spread)
                    : successes * failures * Math.expm1(h) / (failures + successes * spread);
        }
    }
}
