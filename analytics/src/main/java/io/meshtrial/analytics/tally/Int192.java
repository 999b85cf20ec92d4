package io.meshtrial.analytics.tally;

import java.math.BigInteger;

/**
 * A signed 192-bit integer, for sums of squares of values: the square of the largest value is 10³⁶, of which 128 bits hold
 * 170 and 192 bits more than a count of 63 bits can name, so that no sum overflows.
 *
 * @param high upper 64 bits, signed
 * @param middle unsigned
 * @param low lower 64 bits, unsigned
 */
public record Int192(long high, long middle, long low) {

    public static final Int192 ZERO = new Int192(0, 0, 0);

    public static Int192 of(Int128 value) {
        return new Int192(value.high() >> 63, value.high(), value.low());
    }

    public Int192 plus(Int192 other) {
        Sum192 sum = new Sum192(this);
        sum.add(other);
        return sum.toInt192();
    }

    public Int192 minus(Int192 other) {
        return plus(other.negated());
    }

    private Int192 negated() {
        return new Int192(~high, ~middle, ~low).plus(new Int192(0, 0, 1));
    }

    /** The nearest double. */
    public double toDouble() {
        return toBigInteger().doubleValue();
    }

    public BigInteger toBigInteger() {
        return BigInteger.valueOf(high)
                .shiftLeft(128)
                .add(unsigned(middle).shiftLeft(64))
                .add(unsigned(low));
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
