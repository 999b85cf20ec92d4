package io.meshtrial.analytics.tally;

/** {@link ValueSums} under way. */
final class ValueAccumulator {

    private long count;
    private long found;
    private final Sum128 sum;
    private final Sum192 squares;

    ValueAccumulator(ValueSums start) {
        count = start.count();
        found = start.found();
        sum = new Sum128(start.sum());
        squares = new Sum192(start.squares());
    }

    void add(double value) {
        long fixed = ValueSums.fixed(value);
        count++;
        found += fixed > 0 ? 1 : 0;
        sum.add(fixed);
        squares.addSquare(fixed);
    }

    ValueSums toSums() {
        return new ValueSums(count, found, sum.toInt128(), squares.toInt192());
    }
}
