package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Instance;
import org.jspecify.annotations.Nullable;

/** {@link Instance} under way. */
final class InstanceCount implements LiveRow {

    private long distinct;
    private long highest = -1;
    private long lastAppendMillis;

    InstanceCount(@Nullable Row start) {
        if (start instanceof Instance(long count, long top, long last)) {
            distinct = count;
            highest = top;
            lastAppendMillis = last;
        }
    }

    void add(long sequence, long appendMillis) {
        distinct++;
        highest = Math.max(highest, sequence);
        lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
    }

    @Override
    public Row toRow() {
        return new Instance(distinct, highest, lastAppendMillis);
    }
}
