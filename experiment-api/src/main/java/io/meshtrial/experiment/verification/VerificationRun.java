package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.verification.check.Checked;
import java.time.Instant;
import java.util.List;

/**
 * A kept run: every row as it was after it, with the time at which each was looked at.
 *
 * @param number rises with each kept run
 * @param at when it began
 * @param lastAt when the last run that changed nothing and was folded into this one began
 * @param actor who asked; the platform where nobody did
 */
record VerificationRun(
        long number, int revision, Instant at, Instant lastAt, Trigger trigger, String actor, List<Checked> rows) {
    VerificationRun {
        rows = List.copyOf(rows);
    }
}
