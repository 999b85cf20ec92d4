package io.meshtrial.rules.model;

import java.util.List;

/** Predicate on a request. */
public sealed interface Condition {

    /** Holds for every request. */
    record Always() implements Condition {}

    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    record Browser(BrowserPreset preset) implements Condition {}

    /** Header names compare without case and are kept in lower case; values compare with case. */
    record Header(String name, TextMatch match) implements Condition {}

    /** A cookie of any Cookie header; names compare with case. */
    record Cookie(String name, TextMatch match) implements Condition {}

    /** The first query parameter of that name, raw, without percent-decoding. */
    record Query(String name, TextMatch match) implements Condition {}

    /** The path without the query, after Envoy's normalisation. */
    record Path(TextMatch match) implements Condition {}

    record Method(TextMatch match) implements Condition {}

    /** The authority, port included when the client sent one. */
    record Host(TextMatch match) implements Condition {}
}
