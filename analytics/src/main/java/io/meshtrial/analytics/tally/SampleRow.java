package io.meshtrial.analytics.tally;

import org.jspecify.annotations.Nullable;

/** {@link Row.Sample} under way. */
final class SampleRow implements LiveRow {

    private int halvings;
    private long units;

    SampleRow(@Nullable Row start) {
        if (start instanceof Row.Sample(int times, long held)) {
            halvings = times;
            units = held;
        }
    }

    void halved() {
        halvings++;
    }

    void holds(long number) {
        units = number;
    }

    @Override
    public Row toRow() {
        return new Row.Sample(halvings, units);
    }
}
