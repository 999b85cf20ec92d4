package io.meshtrial.cli;

import java.io.PrintWriter;

/**
 * Where a command writes. Colour only where people look and have not said otherwise (NO_COLOR).
 *
 * @param out results
 * @param err what is not a result
 */
record Terminal(PrintWriter out, PrintWriter err, boolean colour, boolean interactive) {

    enum Ink {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        WARN("33"),
        HARM("31"),
        TREATMENT("34");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    static Terminal ofProcess() {
        boolean interactive = System.console() != null && System.console().isTerminal();
        boolean colour = interactive && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8),
                colour,
                interactive);
    }

    String ink(Ink ink, String text) {
        return colour && !ink.code.isEmpty() ? "\u001b[" + ink.code + "m" + text + "\u001b[0m" : text;
    }

    void line(String text) {
        out.println(text);
    }

    /** Text from outside without control characters: a terminal obeys them. */
    static String safe(String text) {
        return text.codePoints()
                .map(c -> c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                        ? '\uFFFD'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
