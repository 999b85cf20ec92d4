package io.meshtrial.routing.diff;

/** One line of an object, and what becomes of it. */
public record DiffLine(Change change, Owner owner, String text) {

    public enum Change {
        SAME,
        ADDED,
        REMOVED,
        /** Stands elsewhere afterwards, unchanged; shown where it stands then. */
        MOVED
    }

    public enum Owner {
        /** A route of the experiment that is being planned. */
        OURS,
        /** Anybody else's, other experiments included. */
        FOREIGN
    }
}
