package io.meshtrial.experiment.verification.check;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilson's score interval for a binomial share (E. B. Wilson, JASA 22, 1927, 209–212); it stays within 0 and 1 and holds
 * for small shares, where the usual ± z·SE does not.
 */
record Wilson(double lower, double upper) {

    /**
     * @param successes at least 0, at most {@code n}; need not be whole
     * @param n more than 0
     * @param level two-sided coverage, such as 0.999
     */
    static Wilson of(double successes, double n, double level) {
        double z = z(level);
        double share = successes / n;
        double denominator = 1 + z * z / n;
        double centre = (share + z * z / (2 * n)) / denominator;
        double half = z / denominator * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new Wilson(
                successes <= 0 ? 0 : Math.max(0, centre - half), successes >= n ? 1 : Math.min(1, centre + half));
    }

    /**
     * Draws beyond which none at all contradicts a share: without successes the interval ends at {@code z² / (n + z²)}.
     *
     * @param share greater than 0, less than 1
     */
    static double drawsThatNoneContradicts(double share, double level) {
        double z = z(level);
        return z * z * (1 / share - 1);
    }

    private static double z(double level) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    }
}
