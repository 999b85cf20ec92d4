package io.meshtrial.rules.language;

import io.meshtrial.rules.language.Token.Kind;
import java.util.List;

/** Walks the tokens of one line; the last one stays. */
final class TokenCursor {

    private final List<Token> tokens;
    private int next;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token taken last; the first one before any was taken. */
    Token last() {
        return tokens.get(Math.max(next - 1, 0));
    }

    /** The token some places ahead, or the end. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean sees(String keyword) {
        return peek().is(keyword);
    }

    boolean sees(Kind kind) {
        return peek().kind() == kind;
    }

    boolean takes(String keyword) {
        boolean found = sees(keyword);
        if (found) {
            take();
        }
        return found;
    }

    boolean takes(Kind kind) {
        boolean found = sees(kind);
        if (found) {
            take();
        }
        return found;
    }
}
