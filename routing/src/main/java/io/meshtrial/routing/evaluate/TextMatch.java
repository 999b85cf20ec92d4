package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.regex.InvalidRegexException;
import io.meshtrial.routing.regex.WireRegex;

/** Istio's StringMatch on a value as on the wire. Equal ones are one: regexes are compiled and run once. */
sealed interface TextMatch {

    boolean test(String wire);

    String expectation();

    /** An unset match: the value only has to be there. */
    record Present() implements TextMatch {
        @Override
        public boolean test(String wire) {
            return true;
        }

        @Override
        public String expectation() {
            return "present";
        }
    }

    record Exact(String wire) implements TextMatch {
        @Override
        public boolean test(String value) {
            return value.equals(wire);
        }

        @Override
        public String expectation() {
            return "exactly \"" + Header.text(wire) + "\"";
        }
    }

    record Prefix(String wire) implements TextMatch {
        @Override
        public boolean test(String value) {
            return value.startsWith(wire);
        }

        @Override
        public String expectation() {
            return "starts with \"" + Header.text(wire) + "\"";
        }
    }

    record Regex(String source, WireRegex regex) implements TextMatch {
        @Override
        public boolean test(String value) {
            return regex.matches(value);
        }

        @Override
        public String expectation() {
            return "matches \"" + source + "\"";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Regex that && that.source.equals(source);
        }

        @Override
        public int hashCode() {
            return source.hashCode();
        }
    }

    /** A pattern that the proxies refuse; nothing matches it. */
    record Invalid(String source) implements TextMatch {
        @Override
        public boolean test(String value) {
            return false;
        }

        @Override
        public String expectation() {
            return "matches \"" + source + "\", which RE2 refuses";
        }
    }

    /** With several kinds in one, regex beats prefix and prefix beats exact. {@code *} as a regex means present. */
    static TextMatch of(JsonNode match, RegexPool pool) {
        if (match.hasNonNull("regex")) {
            String source = match.path("regex").asText();
            if (source.equals("*")) {
                return new Present();
            }
            try {
                return new Regex(source, pool.compile(source));
            } catch (InvalidRegexException e) {
                return new Invalid(source);
            }
        }
        if (match.hasNonNull("prefix")) {
            return new Prefix(Header.wire(match.path("prefix").asText()));
        }
        if (match.hasNonNull("exact")) {
            return new Exact(Header.wire(match.path("exact").asText()));
        }
        return new Present();
    }
}
