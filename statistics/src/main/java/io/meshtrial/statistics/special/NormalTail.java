package io.meshtrial.statistics.special;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErfc;

/** The normal distribution where its tails matter (M. Abramowitz, I. Stegun, 1964, 7.1 and 26.2). */
public final class NormalTail {

    private static final double SQRT_2 = Math.sqrt(2);

    private NormalTail() {}

    /**
     * ln[Φ(u) e^{u²/2}]: below 0 by the scaled complementary error function.
     *
     * @param u finite; beyond about 1e154 the square, and so the answer, is infinite
     */
    public static double logScaledCdf(double u) {
        return u < 0 ? Math.log(Erfcx.value(-u / SQRT_2) / 2) : u * u / 2 + Math.log1p(-Erfc.value(u / SQRT_2) / 2);
    }

    /**
     * The z that a standard normal variable exceeds with the given probability.
     *
     * @param probability strictly between 0 and 1
     */
    public static double upperQuantile(double probability) {
        return SQRT_2 * InverseErfc.value(2 * probability);
    }
}
