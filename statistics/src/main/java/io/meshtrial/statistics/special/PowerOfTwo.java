package io.meshtrial.statistics.special;

/**
 * A unit that is a power of two: numbers counted in it are near 1 and lose no digit, so that their squares and products stay
 * within the range of a double (N. Higham, "Accuracy and stability of numerical algorithms", 2002, 2.1: such scaling is exact).
 *
 * @param exponent of the unit 2^exponent
 */
public record PowerOfTwo(int exponent) {

    /**
     * The unit in which a size lies between 1 and 2.
     *
     * @param size finite; 0 and subnormal numbers take the smallest normal unit
     */
    public static PowerOfTwo of(double size) {
        return new PowerOfTwo(size == 0 ? 0 : Math.max(Double.MIN_EXPONENT, Math.getExponent(size)));
    }

    /**
     * A number counted in this unit.
     *
     * @param number as it is, finite
     */
    public double in(double number) {
        return Math.scalb(number, -exponent);
    }

    /**
     * A number of this unit as it is; infinite beyond the range.
     *
     * @param number counted in this unit
     */
    public double out(double number) {
        return Math.scalb(number, exponent);
    }
}
