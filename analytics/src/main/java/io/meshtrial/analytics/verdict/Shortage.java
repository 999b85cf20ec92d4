package io.meshtrial.analytics.verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * An arm that brings less than its share. A version that crashes sends no events, so a treatment's shortage is harm when
 * it outlasts the grace; control's is only a doubt about the data.
 *
 * @param since when it began, or was first noticed
 */
public record Shortage(String variant, Kind kind, boolean treatment, Instant since) {

    /** How little it brings, the gravest first. */
    public enum Kind {
        /** Never an event, though its share should have brought some. */
        MISSING,
        /** No event any more while other arms bring theirs. */
        SILENT,
        /** Fewer units than its share, beyond chance. */
        SHORT
    }

    /** When the rollout rolls back unless the arm recovers. */
    Instant rollBackAt() {
        return since.plus(Limits.SHORTAGE_GRACE);
    }

    boolean isHarm(Instant now) {
        return treatment && !now.isBefore(rollBackAt());
    }

    Duration age(Instant now) {
        return Duration.between(since, now);
    }
}
