package io.meshtrial.experiment.verification.check;

import java.time.Instant;

/**
 * A row as it was last looked at.
 *
 * @param revision the experiment's revision at that time
 * @param at when the look began
 */
public record Checked(Row row, int revision, Instant at, long tookMillis, Outcome outcome) {

    /** A row says something about its own revision only. */
    public boolean isAbout(int current) {
        return revision == current;
    }
}
