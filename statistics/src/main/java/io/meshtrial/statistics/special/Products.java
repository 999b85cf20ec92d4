package io.meshtrial.statistics.special;

/** Sums of products that cancel. */
public final class Products {

    private Products() {}

    /** ab − cd to within two units in the last place (Kahan's method with a fused multiply-add). */
    public static double difference(double a, double b, double c, double d) {
        double product = c * d;
        double error = Math.fma(-c, d, product);
        return Math.fma(a, b, -product) + error;
    }
}
