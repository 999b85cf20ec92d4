package io.meshtrial.localmesh.supervisor;

import java.io.PrintStream;

/** Lines for the person at the terminal; colours only where they are wanted. */
final class Console {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colours;

    Console(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    synchronized void done(String step, String detail) {
        out.printf("  %s %-16s %s%n", paint(GREEN, "✓"), step, paint(DIM, detail));
        out.flush();
    }

    synchronized void failed(String text) {
        out.printf("  %s %s%n", paint(RED, "✗"), text);
        out.flush();
    }

    synchronized void note(String text) {
        out.printf("  %s %s%n", paint(YELLOW, "!"), text);
        out.flush();
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    String strong(String text) {
        return paint(BOLD, text);
    }

    String dim(String text) {
        return paint(DIM, text);
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
