package io.meshtrial.rules.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How large an expression becomes when its counted repetitions are written out, found without compiling it.
 *
 * @param states about how many states its automaton has
 * @param repetition the largest product of nested repeat counts; RE2 allows 1000
 */
public record RegexSize(long states, long repetition) {

    /** RE2's own bound on nested repeat counts. */
    public static final int MAX_REPETITION = 1000;

    private static final long CEILING = 1L << 40;

    public static RegexSize of(List<RegexToken> tokens) {
        Deque<Sequence> open = new ArrayDeque<>();
        open.push(new Sequence());
        for (RegexToken token : tokens) {
            switch (token.kind()) {
                case OPEN -> open.push(new Sequence());
                case CLOSE -> {
                    if (open.size() > 1) {
                        RegexSize group = open.pop().total();
                        current(open).append(new RegexSize(group.states + 2, group.repetition));
                    }
                }
                case REPEAT -> current(open).repeat(Bounds.of(token.text()));
                case FLAGS -> {}
                default -> current(open).append(new RegexSize(bytes(token), 1));
            }
        }
        while (open.size() > 1) {
            RegexSize unclosed = open.pop().total();
            current(open).append(unclosed);
        }
        return current(open).total();
    }

    private static Sequence current(Deque<Sequence> open) {
        return open.element();
    }

    private static long bytes(RegexToken token) {
        return switch (token.kind()) {
            case LITERAL, QUOTED -> token.text().getBytes(StandardCharsets.UTF_8).length;
            default -> 1;
        };
    }

    /** Smallest and largest count of a repetition; a largest of -1 has no bound. */
    private record Bounds(int least, int most, boolean counted) {

        static Bounds of(String text) {
            if (text.charAt(0) != '{') {
                return new Bounds(0, -1, false);
            }
            String body = text.substring(1, text.indexOf('}'));
            int comma = body.indexOf(',');
            if (comma < 0) {
                return new Bounds(count(body), count(body), true);
            }
            String most = body.substring(comma + 1);
            return new Bounds(count(body.substring(0, comma)), most.isEmpty() ? -1 : count(most), true);
        }

        private static int count(String digits) {
            // RE2 refuses four digits and more anyway; the length keeps this inside an int.
            return digits.length() > 6 ? 999_999 : Integer.parseInt(digits);
        }

        int times() {
            return most < 0 ? least : most;
        }
    }

    private static final class Sequence {
        private long states;
        private long repetition = 1;
        private RegexSize last = new RegexSize(0, 1);

        void append(RegexSize element) {
            settle();
            last = element;
        }

        void repeat(Bounds bounds) {
            if (!bounds.counted) {
                last = new RegexSize(last.states + 1, last.repetition);
            } else {
                long copies = bounds.most < 0 ? bounds.least + 1L : Math.max(bounds.most, 1);
                last = new RegexSize(
                        Math.min(CEILING, (last.states + 1) * copies),
                        Math.min(CEILING, last.repetition * Math.max(bounds.times(), 1)));
            }
        }

        RegexSize total() {
            settle();
            last = new RegexSize(0, 1);
            return new RegexSize(states, repetition);
        }

        private void settle() {
            states = Math.min(CEILING, states + last.states);
            repetition = Math.max(repetition, last.repetition);
        }
    }
}
