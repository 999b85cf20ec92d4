package io.meshtrial.analytics.tally;

/** An {@link Int192} under way, without an object for every addition. */
final class Sum192 {

    private long high;
    private long middle;
    private long low;

    Sum192(Int192 start) {
        high = start.high();
        middle = start.middle();
        low = start.low();
    }

    void addSquare(long value) {
        long upper = Math.multiplyHigh(value, value);
        add(0, upper, value * value);
    }

    void add(Int192 other) {
        add(other.high(), other.middle(), other.low());
    }

    private void add(long otherHigh, long otherMiddle, long otherLow) {
        low += otherLow;
        long carry = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        middle += otherMiddle;
        long carried = Long.compareUnsigned(middle, otherMiddle) < 0 ? 1 : 0;
        middle += carry;
        carried += carry == 1 && middle == 0 ? 1 : 0;
        high += otherHigh + carried;
    }

    Int192 toInt192() {
        return new Int192(high, middle, low);
    }
}
