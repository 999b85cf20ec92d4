package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What the history will say of a change.
 *
 * @param alongside what else is stored in the transaction
 */
record Entry(
        Actor actor,
        String action,
        @Nullable String reason,
        @Nullable String diff,
        Runnable alongside) {

    Entry(Actor actor, String action, @Nullable String reason, @Nullable String diff) {
        this(actor, action, reason, diff, () -> {});
    }

    Entry with(Runnable more) {
        return new Entry(actor, action, reason, diff, more);
    }
}
