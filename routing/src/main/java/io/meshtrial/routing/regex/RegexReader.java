package io.meshtrial.routing.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads the part of RE2's syntax that routes use. It is given expressions that RE2/J has taken already; what it does not
 * know (word boundaries, Unicode classes, multi-line mode) it leaves to RE2/J, so it is never wrong, only sometimes of
 * no help.
 */
final class RegexReader {

    /** Left to RE2/J. */
    private static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;
    private boolean fold;
    private boolean dotTakesNewline;

    private RegexReader(String text) {
        this.text = text;
    }

    /** @param bytes the pattern, one character a byte */
    static Optional<RegexNode> read(String bytes) {
        RegexReader reader = new RegexReader(bytes);
        try {
            RegexNode node = reader.choice();
            return reader.at == bytes.length() ? Optional.of(node) : Optional.empty();
        } catch (Unsupported e) {
            return Optional.empty();
        }
    }

    private RegexNode choice() {
        boolean outerFold = fold;
        boolean outerDot = dotTakesNewline;
        List<RegexNode> branches = new ArrayList<>();
        branches.add(sequence());
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            branches.add(sequence());
        }
        fold = outerFold;
        dotTakesNewline = outerDot;
        return branches.size() == 1 ? branches.getFirst() : new RegexNode.Choice(branches);
    }

    private RegexNode sequence() {
        List<RegexNode> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new RegexNode.Sequence(List.copyOf(parts));
    }

    private RegexNode repeated(RegexNode atom) {
        RegexNode node = atom;
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (sign == '*' || sign == '+' || sign == '?') {
                at++;
                node = new RegexNode.Repeat(node, sign == '+' ? 1 : 0, sign == '?' ? 1 : -1);
            } else if (sign == '{' && braces() > 0) {
                int end = braces();
                String[] counts = text.substring(at + 1, end).split(",", -1);
                int least = Integer.parseInt(counts[0]);
                int most = counts.length == 1 ? least : counts[1].isEmpty() ? -1 : Integer.parseInt(counts[1]);
                at = end + 1;
                node = new RegexNode.Repeat(node, least, most);
            } else {
                break;
            }
            // Lazy or greedy is the same for a full match.
            if (at < text.length() && text.charAt(at) == '?') {
                at++;
            }
        }
        return node;
    }

    /** Where the braces at this place end, if they are a count; else -1: they stand for themselves. */
    private int braces() {
        int end = text.indexOf('}', at);
        return end > 0 && text.substring(at + 1, end).matches("[0-9]{1,4}(,[0-9]{0,4})?") ? end : -1;
    }

    private RegexNode atom() {
        char first = text.charAt(at);
        switch (first) {
            case '(' -> {
                return group();
            }
            case '[' -> {
                at++;
                ClassReader reader = new ClassReader(text, at, fold);
                BitSet bytes = reader.read().orElseThrow(Unsupported::new);
                at = reader.end();
                return new RegexNode.One(bytes);
            }
            case '.' -> {
                at++;
                BitSet any = new BitSet(256);
                any.set(0, 256);
                any.set('\n', dotTakesNewline);
                return new RegexNode.One(any);
            }
            case '^' -> {
                at++;
                return new RegexNode.Begin();
            }
            case '$' -> {
                at++;
                return new RegexNode.End();
            }
            case '\\' -> {
                return escape();
            }
            default -> {
                at++;
                return literal(first);
            }
        }
    }

    private RegexNode literal(int value) {
        if (fold && value >= 0x80) {
            throw new Unsupported();
        }
        BitSet bytes = new BitSet(256);
        bytes.set(value);
        if (fold) {
            ClassReader.fold(bytes);
        }
        return new RegexNode.One(bytes);
    }

    private RegexNode escape() {
        if (text.startsWith("\\A", at) || text.startsWith("\\z", at)) {
            at += 2;
            return text.charAt(at - 1) == 'A' ? new RegexNode.Begin() : new RegexNode.End();
        }
        Escape escape = Escape.at(text, at).orElseThrow(Unsupported::new);
        at = escape.end();
        return escape.bytes().cardinality() == 1
                ? literal(escape.bytes().nextSetBit(0))
                : new RegexNode.One(escape.bytes());
    }

    private RegexNode group() {
        at++;
        boolean outerFold = fold;
        boolean outerDot = dotTakesNewline;
        if (text.startsWith("?", at)) {
            int end = text.startsWith("?P<", at) || text.startsWith("?<", at) ? text.indexOf('>', at) : flags();
            at = end + 1;
            if (text.charAt(end) == ')') {
                return RegexNode.Sequence.EMPTY;
            }
        }
        RegexNode inner = choice();
        at++;
        fold = outerFold;
        dotTakesNewline = outerDot;
        return inner;
    }

    /** Reads {@code ?i-s:} or {@code ?i)} and returns where its last character stands. */
    private int flags() {
        boolean on = true;
        int each = at + 1;
        while (text.charAt(each) != ':' && text.charAt(each) != ')') {
            switch (text.charAt(each)) {
                case '-' -> on = false;
                case 'i' -> fold = on;
                case 's' -> dotTakesNewline = on;
                case 'U' -> {}
                default -> throw new Unsupported();
            }
            each++;
        }
        return each;
    }
}
