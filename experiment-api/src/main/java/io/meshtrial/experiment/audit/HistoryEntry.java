package io.meshtrial.experiment.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param seq place in the history, rising
 * @param action a word such as {@code start} or {@code rules}
 * @param revision the revision after it
 * @param reason what the actor said why
 * @param diff what changed, as a readable text with {@code -} and {@code +} lines
 */
public record HistoryEntry(
        long seq,
        String experiment,
        Instant at,
        String actor,
        String action,
        int revision,
        @Nullable String reason,
        @Nullable String diff) {}
