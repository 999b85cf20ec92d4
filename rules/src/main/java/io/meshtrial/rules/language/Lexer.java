package io.meshtrial.rules.language;

import io.meshtrial.rules.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts one line into words, quoted strings and punctuation. A number sign outside quotes begins a comment. */
final class Lexer {

    private static final String ENDS_A_WORD = " \t\"(),#";
    private static final String QUOTES_OF_OTHER_KINDS = "'`\u2018\u2019\u201c\u201d\u00ab\u00bb";

    private final String line;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String line) {
        this.line = line;
    }

    /** The tokens of a line, the last of them {@code END}. */
    static List<Token> tokens(String line) throws Refused {
        var lexer = new Lexer(line);
        int at = lexer.skipBlanks(0);
        while (at < line.length() && line.charAt(at) != '#') {
            at = lexer.skipBlanks(lexer.take(at));
        }
        lexer.tokens.add(new Token(Kind.END, "", "", lexer.endOfText(at)));
        return List.copyOf(lexer.tokens);
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private int endOfText(int at) {
        if (tokens.isEmpty()) {
            return at + 1;
        }
        Token last = tokens.getLast();
        return last.column() + last.raw().length();
    }

    private int take(int at) throws Refused {
        return switch (line.charAt(at)) {
            case '(' -> add(Kind.OPEN, at, at + 1);
            case ')' -> add(Kind.CLOSE, at, at + 1);
            case ',' -> add(Kind.COMMA, at, at + 1);
            case '"' -> string(at);
            default -> word(at);
        };
    }

    private int word(int from) throws Refused {
        int end = from;
        while (end < line.length() && ENDS_A_WORD.indexOf(line.charAt(end)) < 0) {
            requirePlain(line.charAt(end), end);
            end++;
        }
        boolean colon = line.charAt(end - 1) == ':';
        if (!colon) {
            return add(Kind.WORD, from, end);
        }
        if (end - 1 > from) {
            add(Kind.WORD, from, end - 1);
        }
        return add(Kind.COLON, end - 1, end);
    }

    private void requirePlain(char character, int at) throws Refused {
        if (QUOTES_OF_OTHER_KINDS.indexOf(character) >= 0) {
            throw invalid(at, 1, character + " does not quote", "a straight double quote", "write \"…\"");
        }
        if (character == '\\') {
            throw invalid(at, 1, "a backslash needs quotes", "a quoted text", "put the whole value in \"…\"");
        }
        if (character <= ' ' || character >= 0x7F) {
            throw invalid(
                    at,
                    1,
                    "%s needs quotes".formatted(Quoting.visible(character)),
                    "letters, digits and signs of ASCII",
                    "put the whole value in \"…\"");
        }
    }

    private int string(int from) throws Refused {
        int end = from + 1;
        while (end < line.length() && line.charAt(end) != '"') {
            end += Quoting.escapesNext(line, end) ? 2 : 1;
        }
        if (end >= line.length()) {
            throw invalid(
                    from,
                    line.length() - from,
                    "the quoted text does not end",
                    "a closing double quote on the same line",
                    "write \\\" for a quote inside the text");
        }
        String raw = line.substring(from, end + 1);
        String text = Quoting.unquote(raw);
        int fault = Quoting.firstUnwritable(text);
        if (fault >= 0) {
            throw invalid(
                    from + Quoting.rawOffset(raw, fault),
                    1,
                    "%s cannot stand in a request".formatted(Quoting.visible(text.charAt(fault))),
                    "printable text",
                    "leave it out; in a regex write \\x and two hexadecimal digits");
        }
        tokens.add(new Token(Kind.STRING, text, raw, from + 1));
        return end + 1;
    }

    private int add(Kind kind, int from, int to) {
        String text = line.substring(from, to);
        tokens.add(new Token(kind, text, text, from + 1));
        return to;
    }

    private static Refused invalid(int at, int length, String reason, String expected, String hint) {
        return new Refused(new Complaint(RejectionCode.INVALID_TEXT, reason, expected, hint), at + 1, length);
    }
}
