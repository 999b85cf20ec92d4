package io.meshtrial.statistics.special;

/** The unit deviance x ln(x/m) + m − x of a count x against its mean m, without cancellation. */
public final class Deviance {

    private Deviance() {}

    /**
     * The deviance of x against m (C. Loader, "Fast and accurate computation of binomial probabilities", 2000, section 2: bd0).
     *
     * @param x at least 0
     * @param m positive
     * @param difference x − m, at least −m, handed in because the caller often knows it more exactly
     */
    public static double of(double x, double m, double difference) {
        if (x == 0) {
            return m;
        }
        if (!(Math.abs(difference) < 0.1 * (x + m))) {
            return x * Math.log(x / m) - difference;
        }
        double v = difference / (x + m);
        double square = v * v;
        double sum = difference * v;
        double term = 2 * x * v;
        for (int odd = 3; ; odd += 2) {
            term *= square;
            double next = sum + term / odd;
            // No number ends it too: x + m beyond a double.
            if (next == sum || Double.isNaN(next)) {
                return next;
            }
            sum = next;
        }
    }
}
