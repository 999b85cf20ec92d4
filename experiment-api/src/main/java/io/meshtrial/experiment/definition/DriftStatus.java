package io.meshtrial.experiment.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A foreign edit of an object that carries the experiment's routes.
 *
 * @param fieldManager who wrote it, as the object's managed fields say
 * @param baseChanged whether what the base routes mean has changed, which blocks the verdict until accepted
 * @param ownedChanged whether routes of the experiment were altered or removed; they are put back
 * @param diff foreign lines removed and added, with {@code -} and {@code +}
 * @param hash of the base routes as they are now; named when the edit is accepted
 */
public record DriftStatus(
        String object,
        @Nullable String fieldManager,
        Instant seenAt,
        boolean baseChanged,
        boolean ownedChanged,
        String diff,
        String hash) {}
