package io.meshtrial.routing.predicate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of RE2's syntax that people write in routes, over bytes as Envoy does. What it does not know (word
 * boundaries, Unicode classes, multi-line mode) it refuses, so that a caller can say "unknown".
 */
final class Re2Parser {

    private static final int MOST_REPEATS = 1000;
    private static final Pattern COUNT = Pattern.compile("(\\d{1,4})(,(\\d{0,4}))?\\}");

    private final String text;
    private int at;
    private boolean ignoreCase;

    private Re2Parser(String text) {
        this.text = text;
    }

    static Optional<Re2Node> parse(String pattern) {
        String bytes = new String(pattern.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Re2Parser parser = new Re2Parser(bytes);
        try {
            Re2Node node = parser.choice();
            return parser.at == bytes.length() ? Optional.of(node) : Optional.empty();
        } catch (UnknownSyntax _) {
            return Optional.empty();
        }
    }

    private Re2Node choice() throws UnknownSyntax {
        boolean outer = ignoreCase;
        List<Re2Node> branches = new ArrayList<>();
        branches.add(sequence());
        while (take('|')) {
            branches.add(sequence());
        }
        ignoreCase = outer;
        return branches.size() == 1 ? branches.getFirst() : new Re2Node.Choice(branches);
    }

    private Re2Node sequence() throws UnknownSyntax {
        List<Re2Node> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            if (text.startsWith("\\Q", at)) {
                quoted(parts);
                continue;
            }
            parts.add(repeated(atom()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Re2Node.Sequence(parts);
    }

    private void quoted(List<Re2Node> parts) throws UnknownSyntax {
        int end = text.indexOf("\\E", at + 2);
        String literal = text.substring(at + 2, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 2;
        literal.chars().forEach(c -> parts.add(bytes(ByteSets.of((char) c))));
        if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
            throw new UnknownSyntax();
        }
    }

    private Re2Node atom() throws UnknownSyntax {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> new Re2CharacterClass(text, at).read(ignoreCase, end -> at = end);
            case '.' -> new Re2Node.Bytes(ByteSets.universe());
            case '^' -> new Re2Node.Begin();
            case '$' -> new Re2Node.End();
            case '\\' -> escape();
            case '*', '+', '?' -> throw new UnknownSyntax();
            default -> bytes(ByteSets.of(c));
        };
    }

    private Re2Node group() throws UnknownSyntax {
        boolean outer = ignoreCase;
        if (take('?')) {
            if (text.startsWith("P<", at) || text.startsWith("<", at)) {
                at = text.indexOf('>', at) + 1;
                if (at == 0) {
                    throw new UnknownSyntax();
                }
            } else if (flags()) {
                return new Re2Node.Sequence(List.of());
            }
        }
        Re2Node inner = choice();
        ignoreCase = outer;
        if (!take(')')) {
            throw new UnknownSyntax();
        }
        return inner;
    }

    /** Reads flags; true when they end with the bracket and so hold for the rest of the group around it. */
    private boolean flags() throws UnknownSyntax {
        boolean on = true;
        while (at < text.length()) {
            switch (text.charAt(at++)) {
                case 'i' -> ignoreCase = on;
                case 's', 'U' -> {}
                case '-' -> on = false;
                case ':' -> {
                    return false;
                }
                case ')' -> {
                    return true;
                }
                default -> throw new UnknownSyntax();
            }
        }
        throw new UnknownSyntax();
    }

    private Re2Node escape() throws UnknownSyntax {
        if (at == text.length()) {
            throw new UnknownSyntax();
        }
        char c = text.charAt(at++);
        if (c == 'A') {
            return new Re2Node.Begin();
        }
        if (c == 'z') {
            return new Re2Node.End();
        }
        return bytes(Re2CharacterClass.escaped(c));
    }

    private Re2Node repeated(Re2Node part) throws UnknownSyntax {
        Re2Node result = part;
        while (at < text.length()) {
            int before = at;
            switch (text.charAt(at++)) {
                case '*' -> result = new Re2Node.Repeat(result, 0, -1);
                case '+' -> result = new Re2Node.Repeat(result, 1, -1);
                case '?' -> result = new Re2Node.Repeat(result, 0, 1);
                case '{' -> result = counted(result);
                default -> {
                    at = before;
                    return result;
                }
            }
            take('?');
        }
        return result;
    }

    private Re2Node counted(Re2Node part) throws UnknownSyntax {
        Matcher matcher = COUNT.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new UnknownSyntax();
        }
        at = matcher.end();
        int min = Integer.parseInt(matcher.group(1));
        int max = matcher.group(2) == null ? min : matcher.group(3).isEmpty() ? -1 : Integer.parseInt(matcher.group(3));
        if (min > MOST_REPEATS || max > MOST_REPEATS || (max >= 0 && max < min)) {
            throw new UnknownSyntax();
        }
        return new Re2Node.Repeat(part, min, max);
    }

    private Re2Node bytes(BitSet set) {
        return new Re2Node.Bytes(ignoreCase ? ByteSets.folded(set) : set);
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Syntax this reader does not know; the answer is then "unknown", never a guess. */
    static final class UnknownSyntax extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
