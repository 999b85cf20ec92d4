package io.meshtrial.analytics.tally;

import java.math.BigInteger;

/**
 * A signed 128-bit integer: sums of squares stay exact, so that merging gives the same bits in any order.
 *
 * @param high upper 64 bits, signed
 * @param low lower 64 bits, unsigned
 */
public record Int128(long high, long low) {

    public static final Int128 ZERO = new Int128(0, 0);

    private static final double TWO_64 = 0x1p64;

    public static Int128 of(long value) {
        return new Int128(value >> 63, value);
    }

    public static Int128 square(long value) {
        return product(value, value);
    }

    public static Int128 product(long a, long b) {
        return new Int128(Math.multiplyHigh(a, b), a * b);
    }

    public Int128 plus(Int128 other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Int128(high + other.high + carry, sum);
    }

    public Int128 minus(Int128 other) {
        return plus(other.negated());
    }

    private Int128 negated() {
        long inverted = ~low + 1;
        return new Int128(~high + (inverted == 0 ? 1 : 0), inverted);
    }

    /** The nearest double, up to its own rounding of the two halves. */
    public double toDouble() {
        if (high < 0 && !equals(new Int128(Long.MIN_VALUE, 0))) {
            return -negated().toDouble();
        }
        double unsignedLow = low >= 0 ? low : (low >>> 1) * 2.0 + (low & 1);
        return high * TWO_64 + unsignedLow;
    }

    public BigInteger toBigInteger() {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
