package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.regex.WireRegex;

/** How a route compares the path; the query never takes part. */
sealed interface PathSpec {

    /** How many characters of the path were matched (what a rewrite replaces), or -1 where it does not match. */
    int matchedLength(String path);

    String expectation();

    /** Whether istiod recognises it as taking everything: the spellings {@code /} and {@code .*} only. */
    default boolean isCatchAll() {
        return false;
    }

    record Exact(String text, boolean ignoreCase) implements PathSpec {
        @Override
        public int matchedLength(String path) {
            return (ignoreCase ? path.equalsIgnoreCase(text) : path.equals(text)) ? path.length() : -1;
        }

        @Override
        public String expectation() {
            return "exactly \"" + text + "\"" + (ignoreCase ? " in any case" : "");
        }
    }

    record Prefix(String text, boolean ignoreCase) implements PathSpec {
        @Override
        public int matchedLength(String path) {
            return path.regionMatches(ignoreCase, 0, text, 0, text.length()) ? text.length() : -1;
        }

        @Override
        public String expectation() {
            return "starts with \"" + text + "\"" + (ignoreCase ? " in any case" : "");
        }

        @Override
        public boolean isCatchAll() {
            return text.equals("/");
        }
    }

    record Regex(WireRegex regex) implements PathSpec {
        @Override
        public int matchedLength(String path) {
            return regex.matches(path) ? path.length() : -1;
        }

        @Override
        public String expectation() {
            return "matches \"" + regex.source() + "\"";
        }

        @Override
        public boolean isCatchAll() {
            return regex.source().equals(".*");
        }
    }

    /** A pattern that the proxies refuse; nothing matches it. */
    record Invalid(String source) implements PathSpec {
        @Override
        public int matchedLength(String path) {
            return -1;
        }

        @Override
        public String expectation() {
            return "matches \"" + source + "\", which RE2 refuses";
        }
    }
}
