package io.meshtrial.analytics.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time between a foreign edit that changed the base routes' meaning and its acceptance: its requests are in no comparison.
 *
 * @param until null while the edit waits
 */
public record Dispute(Instant from, @Nullable Instant until) {

    private static final long SECONDS = 60;

    public Dispute {
        Require.present("disputes.from", from);
    }

    /** Whether any of these minutes since the epoch is one of it; minutes that it only touches are. */
    boolean touches(long firstMinute, long lastMinute) {
        return lastMinute >= Math.floorDiv(from.getEpochSecond(), SECONDS)
                && (until == null || firstMinute <= Math.floorDiv(until.getEpochSecond(), SECONDS));
    }
}
