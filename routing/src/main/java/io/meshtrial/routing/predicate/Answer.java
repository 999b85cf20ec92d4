package io.meshtrial.routing.predicate;

/** What can be said of a question that is not always decided. */
public enum Answer {
    YES,
    NO,
    UNKNOWN;

    static Answer of(boolean yes) {
        return yes ? YES : NO;
    }
}
