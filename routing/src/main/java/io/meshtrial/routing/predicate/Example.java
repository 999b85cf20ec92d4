package io.meshtrial.routing.predicate;

/** Whether some text lies in all of some languages and in none of others. */
sealed interface Example {

    /** A short one. */
    record Found(String text) implements Example {}

    /** Proven: there is no such text. */
    record None() implements Example {}

    /** Not decided: the search grew too large, or a regex uses syntax that has no automaton here. */
    record Unknown() implements Example {}
}
