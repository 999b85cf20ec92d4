package io.meshtrial.rules.regex;

import io.meshtrial.rules.regex.RegexToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an RE2 expression into its elements in one pass. It is lenient: a malformed expression still yields tokens, and
 * the RE2 compiler says what is wrong with it.
 */
public final class RegexScanner {

    private static final Pattern OPENING = Pattern.compile("\\(\\?P?<[^>]*>|\\(\\?[a-zA-Z-]*[:)]?|\\(");
    private static final Pattern REPEAT = Pattern.compile("(?:[*+?]|\\{\\d+(?:,\\d*)?})\\??");
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:x\\{[^}]*}?|x[0-9a-fA-F]{0,2}|[pP]\\{[^}]*}?|[pP].?|[0-7]{1,3}|.?)", Pattern.DOTALL);
    private static final Pattern POSIX_CLASS = Pattern.compile("\\[:[^]]*:]");
    private static final String ANCHORING_LETTERS = "AzbB";

    private final String regex;
    private final List<RegexToken> tokens = new ArrayList<>();

    private RegexScanner(String regex) {
        this.regex = regex;
    }

    public static List<RegexToken> scan(String regex) {
        var scanner = new RegexScanner(regex);
        for (int at = 0; at < regex.length(); at = scanner.tokens.getLast().end()) {
            scanner.tokens.add(scanner.tokenAt(at));
        }
        return List.copyOf(scanner.tokens);
    }

    private RegexToken tokenAt(int at) {
        return switch (regex.charAt(at)) {
            case '.' -> token(Kind.DOT, at, at + 1);
            case '^', '$' -> token(Kind.ANCHOR, at, at + 1);
            case '|' -> token(Kind.ALTERNATE, at, at + 1);
            case ')' -> token(Kind.CLOSE, at, at + 1);
            case '(' -> opening(at);
            case '[' -> token(Kind.CHARACTER_CLASS, at, endOfClass(at));
            case '\\' -> escape(at);
            case '*', '+', '?', '{' -> repeat(at);
            default -> token(Kind.LITERAL, at, at + Character.charCount(regex.codePointAt(at)));
        };
    }

    private RegexToken opening(int at) {
        int end = endOf(OPENING, at, at + 1);
        return token(regex.charAt(end - 1) == ')' ? Kind.FLAGS : Kind.OPEN, at, end);
    }

    private RegexToken repeat(int at) {
        int end = endOf(REPEAT, at, at);
        return end == at ? token(Kind.LITERAL, at, at + 1) : token(Kind.REPEAT, at, end);
    }

    private RegexToken escape(int at) {
        if (regex.startsWith("\\Q", at)) {
            int close = regex.indexOf("\\E", at + 2);
            return token(Kind.QUOTED, at, close < 0 ? regex.length() : close + 2);
        }
        int end = endOf(ESCAPE, at, at + 1);
        boolean anchors = end == at + 2 && ANCHORING_LETTERS.indexOf(regex.charAt(at + 1)) >= 0;
        return token(anchors ? Kind.ANCHOR : Kind.ESCAPE, at, end);
    }

    private int endOfClass(int at) {
        int next = at + 1;
        if (next < regex.length() && regex.charAt(next) == '^') {
            next++;
        }
        // A closing bracket in the first place is a literal.
        int first = next;
        while (next < regex.length() && (next == first || regex.charAt(next) != ']')) {
            next = switch (regex.charAt(next)) {
                case '\\' -> endOf(ESCAPE, next, next + 1);
                case '[' -> endOf(POSIX_CLASS, next, next + 1);
                default -> next + 1;
            };
        }
        return Math.min(next + 1, regex.length());
    }

    private int endOf(Pattern pattern, int at, int otherwise) {
        Matcher matcher = pattern.matcher(regex).region(at, regex.length());
        return matcher.lookingAt() ? matcher.end() : otherwise;
    }

    private RegexToken token(Kind kind, int from, int to) {
        return new RegexToken(kind, regex.substring(from, to), from);
    }
}
