package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Sums;
import io.meshtrial.analytics.tally.TallyKey.HourKey;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Minutes become hours. What happens depends on append times and definitions, at the first event of every hour: a rebuild
 * rolls up the same.
 */
final class Retention {

    /** How long minutes are kept. */
    static final Duration MINUTES = Duration.ofHours(48);

    /** Hours from a cell's first one that stay in minutes: warm-ups and frozen thresholds cut within them. */
    static final int FIRST_HOURS = 3;

    private static final long MINUTES_PER_HOUR = 60;

    private Retention() {}

    /**
     * @param hour of append time, since the epoch, that has just begun
     * @param measurements which tell what hours stay in minutes because part of them is left out
     */
    static void rollUp(CommitStore store, long hour, Measurements measurements) {
        long oldest = (hour - MINUTES.toHours()) * MINUTES_PER_HOUR;
        List<MinuteKey> keys = store.keys(MinuteKey.class);
        Map<Cell, Long> firstHours = new HashMap<>();
        for (MinuteKey key : keys) {
            firstHours.merge(key.cell(), hourOf(key), Math::min);
        }
        for (MinuteKey key : keys) {
            Long first = firstHours.get(key.cell());
            if (key.minute() < oldest
                    && first != null
                    && hourOf(key) >= first + FIRST_HOURS
                    && !measurements.of(key.cell().stratum().experiment()).isHourDisputed(hourOf(key))) {
                rollUp(store, key);
            }
        }
    }

    private static void rollUp(CommitStore store, MinuteKey key) {
        if (store.row(key) instanceof Sums(Tally tally)) {
            store.change(new HourKey(key.cell(), hourOf(key)), SumsRow.class, SumsRow::new)
                    .add(tally);
            store.remove(key);
        }
    }

    private static long hourOf(MinuteKey key) {
        return Math.floorDiv(key.minute(), MINUTES_PER_HOUR);
    }
}
