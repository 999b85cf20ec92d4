package io.meshtrial.statistics.special;

/**
 * What Stirling's formula leaves of the log gamma function: d(z) = lnΓ(z) − [(z − ½) ln z − z + ½ ln 2π].
 *
 * <p>Log gammas of large arguments cancel one another almost entirely; their remainders do not.
 */
final class StirlingRemainder {

    /** B_2j / (2j (2j − 1)) for j = 1 to 7 (Abramowitz and Stegun, 6.1.41). */
    private static final double[] SERIES = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };

    private static final double SERIES_FROM = 10;

    /** Below, 1/z may leave the range. */
    private static final double TINY = 1e-300;

    private StirlingRemainder() {}

    /**
     * The remainder, to about 1e-16.
     *
     * @param z positive
     */
    static double at(double z) {
        double x = z;
        double below = 0;
        while (x < SERIES_FROM) {
            double log = x < TINY ? -Math.log(x) : Math.log1p(1 / x);
            below += (x + 0.5) * log - 1;
            x++;
        }
        double inverse = 1 / x;
        double square = inverse * inverse;
        double sum = 0;
        for (int j = SERIES.length - 1; j >= 0; j--) {
            sum = sum * square + SERIES[j];
        }
        return below + sum * inverse;
    }
}
