package io.meshtrial.statistics.special;

/** Sums of products that cancel (C.-P. Jeannerod, N. Louvet, J.-M. Muller, Mathematics of Computation 82, 2013, pp. 2245-2264). */
public final class Products {

    private Products() {}

    /**
     * ab − cd to within two units in the last place (Kahan's method with a fused multiply-add).
     *
     * @param a finite, as the others; products beyond a double are infinite
     * @param b second factor of the first product
     * @param c first factor of the second product
     * @param d second factor of the second product
     */
    public static double difference(double a, double b, double c, double d) {
        double product = c * d;
        double error = Math.fma(-c, d, product);
        return Math.fma(a, b, -product) + error;
    }
}
