package io.meshtrial.routing.predicate;

import java.util.Locale;
import java.util.Set;

/** What of a request is compared. */
public sealed interface Field {

    /** The path without the query, after Envoy's normalisation. */
    record Path() implements Field {}

    record Method() implements Field {}

    /** The authority, port included. */
    record Host() implements Field {}

    /** A header, by its name in lower case. */
    record Header(String name) implements Field {

        /** Envoy's inline headers: repeated ones are joined with commas first, and only the joined text is compared. */
        private static final Set<String> JOINED = Set.of(
                "accept",
                "accept-encoding",
                "authorization",
                "cache-control",
                "content-type",
                "if-none-match",
                "origin",
                "referer",
                "user-agent",
                "via",
                "x-forwarded-host");

        public Header {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /** The first query parameter of that name, raw. */
    record Query(String name) implements Field {}

    /** Whether a request has at most one value of this field; others match when any one of their values does. */
    default boolean single() {
        return !(this instanceof Header header) || Header.JOINED.contains(header.name());
    }

    /** Whether every request has the field. */
    default boolean always() {
        return this instanceof Path || this instanceof Method || this instanceof Host;
    }

    /** As findings name it. */
    default String title() {
        return switch (this) {
            case Path() -> "path";
            case Method() -> "method";
            case Host() -> "host";
            case Header(String name) -> "header " + name;
            case Query(String name) -> "query parameter " + name;
        };
    }
}
