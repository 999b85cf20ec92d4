package io.meshtrial.rules.language;

import io.meshtrial.rules.language.Token.Kind;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code and} before {@code or}, {@code not} before both. */
final class ConditionParser {

    static final int MAX_DEPTH = 50;

    private static final String EXPECTED =
            "a browser, header, cookie, query, path, method, host, not or an opening parenthesis";

    private final TokenCursor cursor;
    private final MatchParser matches;
    private int depth;

    ConditionParser(TokenCursor cursor, MatchChecks checks) {
        this.cursor = cursor;
        this.matches = new MatchParser(cursor, checks);
    }

    /** @param on the first {@code on} or {@code with} that joined the parts */
    private record Conjunction(
            Condition condition, @Nullable Token on) {}

    Condition parse() throws Refused {
        Conjunction first = conjunction();
        List<Condition> parts = new ArrayList<>(List.of(first.condition()));
        Token on = first.on();
        while (cursor.takes("or")) {
            Conjunction next = conjunction();
            parts.add(next.condition());
            on = on == null ? next.on() : on;
        }
        if (parts.size() > 1 && on != null) {
            throw new Refused(
                    new Complaint(
                            RejectionCode.SYNTAX,
                            on.raw() + " beside or can be read two ways",
                            "and, or parentheses",
                            "write (Chrome or Firefox) on path /x, or Chrome or (Firefox on path /x)"),
                    on);
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
    }

    private Conjunction conjunction() throws Refused {
        List<Condition> parts = new ArrayList<>(List.of(negation()));
        Token on = null;
        while (cursor.sees("and") || cursor.sees("on") || cursor.sees("with")) {
            Token joined = cursor.take();
            on = on == null && !joined.is("and") ? joined : on;
            parts.add(negation());
        }
        return new Conjunction(parts.size() == 1 ? parts.getFirst() : new Condition.And(parts), on);
    }

    private Condition negation() throws Refused {
        if (depth >= MAX_DEPTH) {
            throw new Refused(
                    new Complaint(
                            RejectionCode.TOO_DEEP,
                            "conditions nest deeper than " + MAX_DEPTH + " levels",
                            "a flatter condition",
                            "split it into several rules"),
                    cursor.peek());
        }
        depth++;
        Condition condition = cursor.takes("not") ? new Condition.Not(negation()) : atom();
        depth--;
        return condition;
    }

    private Condition atom() throws Refused {
        if (cursor.takes(Kind.OPEN)) {
            Condition inner = parse();
            if (!cursor.takes(Kind.CLOSE)) {
                throw Refused.syntax(cursor.peek(), "and, or, or a closing parenthesis", "close the parenthesis");
            }
            return inner;
        }
        if (cursor.sees("everyone") && !cursor.peek(1).is("else")) {
            cursor.take();
            return new Condition.Always();
        }
        Optional<Condition> match = matches.parse();
        if (match.isPresent()) {
            return match.get();
        }
        return new Condition.Browser(preset());
    }

    private BrowserPreset preset() throws Refused {
        Token word = cursor.peek();
        if (word.kind() == Kind.WORD) {
            Optional<BrowserPreset> twoWords =
                    Keywords.preset(word.text() + " " + cursor.peek(1).text());
            if (twoWords.isPresent()) {
                cursor.take();
                cursor.take();
                return twoWords.get();
            }
            Optional<BrowserPreset> oneWord = Keywords.preset(word.text());
            if (oneWord.isPresent()) {
                cursor.take();
                return oneWord.get();
            }
        }
        throw Refused.syntax(
                word,
                EXPECTED,
                Suggestion.hint(word.text(), Keywords.beginnings(), "write, for example, Chrome to v1"));
    }
}
