package io.meshtrial.experiment.access;

import java.util.Locale;

/** What a person may do in a namespace; ADMIN may do all that the others may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Reads, writes definitions, plans, and moves experiments. */
    EDITOR,
    /** Reads, approves what others planned, and rolls back. */
    APPROVER,
    ADMIN;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role is enough where {@code needed} is asked for. */
    boolean covers(Role needed) {
        return this == ADMIN || this == needed || needed == VIEWER;
    }
}
