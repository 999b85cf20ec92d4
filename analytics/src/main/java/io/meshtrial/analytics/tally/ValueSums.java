package io.meshtrial.analytics.tally;

/**
 * Sums of one value that events carry. No sum can overflow: values lie within ±10¹², which is 10¹⁸ in fixed point.
 *
 * @param count events that carry it
 * @param found events that carry more than 0
 * @param sum in fixed point, 10⁻⁶
 * @param squares sum of squares, 10⁻¹²
 */
public record ValueSums(long count, long found, Int128 sum, Int192 squares) {

    public static final ValueSums ZERO = new ValueSums(0, 0, Int128.ZERO, Int192.ZERO);

    /** Fixed point units in 1. */
    public static final double SCALE = 1e6;

    public ValueSums(long count, long found, Int128 sum, Int128 squares) {
        this(count, found, sum, Int192.of(squares));
    }

    public ValueSums plus(double value) {
        ValueAccumulator more = new ValueAccumulator(this);
        more.add(value);
        return more.toSums();
    }

    public ValueSums plus(ValueSums other) {
        return new ValueSums(
                count + other.count, found + other.found, sum.plus(other.sum), squares.plus(other.squares));
    }

    public ValueSums minus(ValueSums other) {
        return new ValueSums(
                count - other.count, found - other.found, sum.minus(other.sum), squares.minus(other.squares));
    }

    /** A value in fixed point. */
    static long fixed(double value) {
        return Math.round(value * SCALE);
    }

    boolean isZero() {
        return equals(ZERO);
    }
}
