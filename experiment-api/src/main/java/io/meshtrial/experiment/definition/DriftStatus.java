package io.meshtrial.experiment.definition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign edit of an object that carries the experiment's routes.
 *
 * @param fieldManager who wrote it, as the object's managed fields say
 * @param baseChanged whether what the base routes mean has changed, which blocks the verdict until accepted
 * @param ownedChanged whether routes of the experiment were altered or removed; they are put back
 * @param owned what was done to them, route by route; empty in what was stored before it was kept
 * @param diff foreign lines removed and added, with {@code -} and {@code +}
 * @param hash of the base routes as they are now, {@code gone} where the object was deleted; named when the edit is accepted
 */
public record DriftStatus(
        String object,
        @Nullable String fieldManager,
        Instant seenAt,
        boolean baseChanged,
        boolean ownedChanged,
        @Nullable List<OwnedRouteChange> owned,
        String diff,
        String hash) {

    private static final String GONE = "gone";

    public DriftStatus {
        owned = owned == null ? List.of() : List.copyOf(owned);
    }

    @Override
    public List<OwnedRouteChange> owned() {
        return owned == null ? List.of() : owned;
    }

    /** The object itself was deleted; nothing says by whom. */
    public static DriftStatus gone(String object, Instant seenAt, List<OwnedRouteChange> owned, String diff) {
        return new DriftStatus(object, null, seenAt, true, true, owned, diff, GONE);
    }

    /** Whether it was the object itself that was deleted. */
    public boolean saysGone() {
        return hash.equals(GONE);
    }
}
