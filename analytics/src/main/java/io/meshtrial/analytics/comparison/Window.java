package io.meshtrial.analytics.comparison;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The minutes that are looked at; both ends open when null. A window other than {@link #ALL} is descriptive.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Window(@Nullable Instant from, @Nullable Instant to) {

    public static final Window ALL = new Window(null, null);

    private static final long SECONDS = 60;

    /** Whether nothing is left out. */
    public boolean isAll() {
        return from == null && to == null;
    }

    /** Whether a minute since the epoch begins within the window. */
    public boolean contains(long minute) {
        long second = minute * SECONDS;
        return (from == null || second >= from.getEpochSecond()) && (to == null || second < to.getEpochSecond());
    }
}
