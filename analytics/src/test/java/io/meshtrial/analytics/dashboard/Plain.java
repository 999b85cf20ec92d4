package io.meshtrial.analytics.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The formulas of the design's STATISTICS.md, sections (a), (b.5), (c), (d), (e) and (g), written down once more without the module
 * statistics: no clever inversions, only bisection and scans. The oracle of what an answer shows.
 */
final class Plain {

    private static final double[] DELTA = IntStream.concat(
                    IntStream.rangeClosed(-400, -30).filter(i -> i % 10 == 0), IntStream.rangeClosed(-29, 400))
            .filter(i -> Math.abs(i) < 30 || i % 10 == 0)
            .mapToDouble(i -> i / 100.0)
            .toArray();

    private Plain() {}

    /** n units, their mean, and the variance of one. */
    record Arm(double n, double mean, double variance) {

        static Arm ofSums(double n, double s, double ss) {
            return new Arm(n, s / n, (ss - s * s / n) / (n - 1));
        }

        static Arm ofShare(double y, double n) {
            double p = (y + 0.5) / (n + 1);
            return new Arm(n, y / n, p * (1 - p));
        }

        static Arm ofUsers(double k, double s, double n, double ss, double sn, double nn) {
            double ratio = s / n;
            double spread = (ss - s * s / k) - 2 * ratio * (sn - s * n / k) + ratio * ratio * (nn - n * n / k);
            return new Arm(k, ratio, spread / (k - 1) / Math.pow(n / k, 2));
        }
    }

    /** One stratum. */
    record Pair(Arm control, Arm treatment) {

        private double weight() {
            return control.n * treatment.n / (control.n + treatment.n);
        }

        private Pair cautious() {
            double larger = Math.max(control.variance, treatment.variance);
            return new Pair(
                    new Arm(control.n, control.mean, control.n < treatment.n ? larger : control.variance),
                    new Arm(treatment.n, treatment.mean, treatment.n < control.n ? larger : treatment.variance));
        }
    }

    /** (a) over strata. */
    record Means(List<Pair> pairs) {

        static Means of(List<Pair> all) {
            return new Means(all.stream()
                    .filter(pair -> pair.control.n > 0 && pair.treatment.n > 0)
                    .map(Pair::cautious)
                    .toList());
        }

        double information() {
            return pairs.stream().mapToDouble(Pair::weight).sum();
        }

        double contrast(double factor) {
            return pairs.stream()
                            .mapToDouble(p -> p.weight() * (p.treatment.mean - factor * p.control.mean))
                            .sum()
                    / information();
        }

        double error(double factor) {
            return Math.sqrt(pairs.stream()
                            .mapToDouble(p -> p.weight()
                                    * p.weight()
                                    * (p.treatment.variance / p.treatment.n
                                            + factor * factor * p.control.variance / p.control.n))
                            .sum())
                    / information();
        }

        double ratio() {
            return (contrast(1) - contrast(0)) == 0 ? Double.NaN : contrast(0) / (contrast(0) - contrast(1));
        }

        /** The factor at which the one-sided bound touches 0, above (1) or below (−1) the ratio. */
        double ratioBound(double progress, double alpha, int side) {
            double times = oneSided(progress, alpha);
            DoublePredicate beyond =
                    f -> side > 0 ? contrast(f) + times * error(f) < 0 : contrast(f) - times * error(f) > 0;
            return bisect(ratio(), side * 1e3 * ratio(), beyond);
        }
    }

    static double tuning(double alpha) {
        return -2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha));
    }

    static double twoSided(double progress, double alpha) {
        double r = tuning(alpha) * progress;
        return Math.sqrt((1 + r) / r * Math.log((1 + r) / (alpha * alpha)));
    }

    static double oneSided(double progress, double alpha) {
        double r = tuning(2 * alpha) * progress;
        return Math.sqrt(2 * (1 + r) / r * Math.log(1 + Math.sqrt(1 + r) / (2 * alpha)));
    }

    /** ln of 2Φ(u)·e^{u²/2}/√(1+r). */
    static double logE(double z, double progress, double alpha) {
        double r = tuning(2 * alpha) * progress;
        double u = z * Math.sqrt(r / (1 + r));
        double phi = Erfc.value(-u / Math.sqrt(2)) / 2;
        return Math.log(2) + Math.log(phi) + u * u / 2 - Math.log(1 + r) / 2;
    }

    /** (b.5): errors of treatment and control and the treatment's share, by stratum. */
    record Rates(List<double[]> strata) {

        private static final double FAR = 12;

        private double likelihood(double delta) {
            return strata.stream()
                    .mapToDouble(s -> s[0] * delta - (s[0] + s[1]) * Math.log(1 - s[2] + s[2] * Math.exp(delta)))
                    .sum();
        }

        private double slope(double delta) {
            return strata.stream()
                    .mapToDouble(
                            s -> s[0] - (s[0] + s[1]) * s[2] * Math.exp(delta) / (1 - s[2] + s[2] * Math.exp(delta)))
                    .sum();
        }

        double estimate() {
            return Math.exp(bisect(-4, 4, delta -> slope(delta) < 0));
        }

        private double logE(double delta0, DoublePredicate side) {
            double[] points = Arrays.stream(DELTA).filter(side).toArray();
            double best = Arrays.stream(points)
                    .map(d -> logWeight(d) + likelihood(d))
                    .max()
                    .orElseThrow();
            double mixture = Arrays.stream(points)
                    .map(d -> Math.exp(logWeight(d) + likelihood(d) - best))
                    .sum();
            double weights =
                    Arrays.stream(points).map(d -> Math.exp(logWeight(d))).sum();
            return best + Math.log(mixture) - Math.log(weights) - likelihood(delta0);
        }

        private static double logWeight(double delta) {
            return -delta * delta / 0.5 + Math.log(Math.abs(delta) < 0.295 ? 0.01 : 0.1);
        }

        double logGreater(double delta0) {
            return logE(delta0, d -> d > delta0 + 1e-9);
        }

        double logLess(double delta0) {
            return logE(delta0, d -> d < delta0 - 1e-9);
        }

        /** NaN where no ratio however far is refuted: without an error of that arm. */
        double interval(double alpha, int side) {
            double at = Math.log(estimate());
            DoublePredicate refuted = d -> logE(d, every -> true) >= -Math.log(alpha);
            return refuted.test(at + side * FAR) ? Math.exp(bisect(at, at + side * FAR, refuted)) : Double.NaN;
        }

        /**
         * The largest ratio (1) that is not refuted as too high, the smallest (−1) that is not refuted as too low. From one point of
         * the grid to the next the mixture stays, so that what is not refuted begins right beyond a point or not at all.
         */
        double bound(double alpha, int side) {
            DoublePredicate refuted = d -> (side > 0 ? logLess(d) : logGreater(d)) >= -Math.log(alpha);
            for (int i = DELTA.length - 1; i >= 0; i--) {
                double start = side * (DELTA[i] + 2e-9);
                double end = side * (i + 1 < DELTA.length ? DELTA[i + 1] : FAR);
                if (!refuted.test(start)) {
                    return refuted.test(end)
                            ? Math.exp(bisect(start, end, refuted))
                            : i + 1 < DELTA.length ? Math.exp(end) : Double.NaN;
                }
            }
            return Double.NaN;
        }
    }

    /** (d). */
    static double logSampleRatio(List<double[]> counts, List<double[]> shares) {
        double sum = 0;
        for (double k : new double[] {100, 1000, 10_000}) {
            double log = 0;
            for (int s = 0; s < counts.size(); s++) {
                double n = Arrays.stream(counts.get(s)).sum();
                log += LogGamma.value(k) - LogGamma.value(k + n);
                for (int i = 0; i < counts.get(s).length; i++) {
                    double q = shares.get(s)[i];
                    double count = counts.get(s)[i];
                    log += LogGamma.value(k * q + count) - LogGamma.value(k * q) - count * Math.log(q);
                }
            }
            sum += Math.exp(log) / 3;
        }
        return Math.log(sum);
    }

    /** (g): which are rejected at the rate q. */
    static Set<Integer> eBenjaminiHochberg(double q, List<Double> evidence) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, evidence.size()).boxed().toList());
        order.sort(Comparator.comparing((Integer i) -> -evidence.get(i)));
        int rejected = 0;
        for (int k = 1; k <= order.size(); k++) {
            if (k * evidence.get(order.get(k - 1)) / order.size() >= 1 / q) {
                rejected = k;
            }
        }
        return new HashSet<>(order.subList(0, rejected));
    }

    /**
     * (c): ranks whose order statistics bracket the quantile p of t observations at every look, 0 and t + 1 where nothing bounds it;
     * every count below the quantile is tried. The boundary is the beta-binomial mixture at the paper's r.
     */
    static long[] ranks(double p, long t, double planned, double alpha) {
        double doubled = 2 * Math.log(1 / alpha);
        double scale = Math.max(planned / (doubled + Math.log(1 + doubled)) - 1, 1e-3);
        long lower = 0;
        long upper = t + 1;
        for (long below = 0; below <= t; below++) {
            double logE = logBeta(scale * p + below, scale * (1 - p) + t - below)
                    - logBeta(scale * p, scale * (1 - p))
                    - below * Math.log(p)
                    - (t - below) * Math.log(1 - p);
            if (logE >= Math.log(1 / alpha)) {
                if (below < t * p) {
                    lower = below + 1;
                } else if (upper > t) {
                    upper = below;
                }
            }
        }
        return new long[] {lower, upper};
    }

    private static double logBeta(double a, double b) {
        return LogGamma.value(a) + LogGamma.value(b) - LogGamma.value(a + b);
    }

    /** The standard normal quantile of 1 − p. */
    static double upperQuantile(double p) {
        return bisect(-10, 10, z -> Erfc.value(z / Math.sqrt(2)) / 2 < p);
    }

    /** (b.1): Wilson's interval. */
    static double[] wilson(double y, double n, double alpha) {
        double z = upperQuantile(alpha / 2);
        double centre = (y + z * z / 2) / (n + z * z);
        double half = z / (n + z * z) * Math.sqrt(y * (n - y) / n + z * z / 4);
        return new double[] {centre - half, centre + half};
    }

    /** Where a condition begins to hold on the way from one point, where it does not, to another, where it does. */
    static double bisect(double from, double to, DoublePredicate holds) {
        double no = from;
        double yes = to;
        for (int i = 0; i < 90; i++) {
            double middle = (no + yes) / 2;
            if (holds.test(middle)) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        return (no + yes) / 2;
    }
}
