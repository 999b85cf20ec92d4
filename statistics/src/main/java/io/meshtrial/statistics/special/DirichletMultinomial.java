package io.meshtrial.statistics.special;

/**
 * The evidence of a Dirichlet mixture against a multinomial with known shares: the one function behind the sample
 * ratio, the rate ratio, the watched rate and the watched quantile (Lindon and Malek, arXiv 2011.03567, section 3).
 *
 * <p>ln E = lnΓ(K) − lnΓ(K + n) + Σ [lnΓ(K q_i + n_i) − lnΓ(K q_i)] − Σ n_i ln q_i, evaluated by deviances and
 * Stirling remainders, so that counts of 1e9 lose no digits.
 */
public final class DirichletMultinomial {

    private DirichletMultinomial() {}

    /**
     * ln E for two classes.
     *
     * @param first count of the first class at least 0 (real numbers are allowed: a rank may lie between two counts)
     * @param second count of the second class, at least 0
     * @param excess first − n·share, where n = first + second
     * @param share the first class's share under the null hypothesis, strictly between 0 and 1
     * @param concentration K, positive
     */
    public static double logEvidence(double first, double second, double excess, double share, double concentration) {
        return logEvidence(
                new double[] {first, second},
                new double[] {share, 1 - share},
                new double[] {excess, -excess},
                concentration);
    }

    /**
     * ln E for any number of classes.
     *
     * @param counts n_i, at least 0
     * @param shares q_i, positive, summing to 1
     * @param excesses n_i − n q_i, summing to 0
     * @param concentration K, positive
     */
    public static double logEvidence(double[] counts, double[] shares, double[] excesses, double concentration) {
        double n = 0;
        for (double count : counts) {
            n += count;
        }
        double deviances = 0;
        double logs = 0;
        double remainders = StirlingRemainder.at(concentration) - StirlingRemainder.at(concentration + n);
        for (int i = 0; i < counts.length; i++) {
            double prior = concentration * shares[i];
            double posterior = prior + counts[i];
            double mean = prior + n * shares[i];
            deviances += Deviance.of(posterior, mean, excesses[i]);
            logs += relativeLog(excesses[i], mean, posterior);
            remainders += StirlingRemainder.at(posterior) - StirlingRemainder.at(prior);
        }
        return deviances - logs / 2 - (counts.length - 1) / 2.0 * Math.log1p(n / concentration) + remainders;
    }

    /**
     * How far the mixture stays behind the best-fitting rate: ln sup_p p^S (1−p)^F − ln B(a+S, b+F)/B(a, b).
     *
     * @param successes S, at least 0
     * @param failures F, at least 0
     * @param a positive
     * @param b positive
     */
    public static double regret(double successes, double failures, double a, double b) {
        double n = successes + failures;
        double concentration = a + b;
        if (n == 0) {
            return 0;
        }
        if (concentration >= n) {
            double share = a / concentration;
            double excess = (successes * b - failures * a) / concentration;
            double divergence =
                    Deviance.of(successes, n * share, excess) + Deviance.of(failures, n * (b / concentration), -excess);
            return divergence - logEvidence(successes, failures, excess, share, concentration);
        }
        return gain(n, concentration) - gain(successes, a) - gain(failures, b);
    }

    /** lnΓ(a + n) − lnΓ(a) − n ln n + n, by remainders; the parts that cancel between the classes are left out. */
    private static double gain(double n, double a) {
        double weighted = n == 0 ? 0 : n * Math.log1p(a / n);
        return weighted + (a - 0.5) * Math.log1p(n / a) + StirlingRemainder.at(a + n) - StirlingRemainder.at(a);
    }

    private static double relativeLog(double excess, double mean, double posterior) {
        double relative = excess / mean;
        return Math.abs(relative) < 0.5 ? Math.log1p(relative) : Math.log(posterior / mean);
    }
}
