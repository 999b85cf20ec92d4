package io.meshtrial.rules.language;

import io.meshtrial.rules.language.Token.Kind;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import java.util.List;

/** Reads one rule, which is one line. */
final class LineParser {

    private final TokenCursor cursor;
    private final ConditionParser conditions;
    private final ShareParser shares;
    private final int line;

    private LineParser(List<Token> tokens, int line, MatchChecks checks) {
        this.cursor = new TokenCursor(tokens);
        this.conditions = new ConditionParser(cursor, checks);
        this.shares = new ShareParser(cursor, line);
        this.line = line;
    }

    /** @param tokens of a line that is not blank */
    static ParsedLine parse(List<Token> tokens, int line, MatchChecks checks) throws Refused {
        return new LineParser(tokens, line, checks).parse();
    }

    private ParsedLine parse() throws Refused {
        int from = cursor.peek().column();
        Rule rule = rule();
        Token last = cursor.last();
        var place = new Position(line, from, last.column() + last.raw().length() - from);
        return new ParsedLine(rule, place, shares.sharePlaces(), shares.variantPlaces());
    }

    private Rule rule() throws Refused {
        if (cursor.takes("mirror")) {
            return mirror();
        }
        if (cursor.sees("everyone") && cursor.peek(1).is("else")) {
            cursor.take();
            cursor.take();
            return new Rule.EveryoneElse(targets());
        }
        if (cursor.sees("users")) {
            return users();
        }
        if (cursor.sees(Kind.WORD) && Percent.looksLikeOne(cursor.peek().text())) {
            return shareFirst();
        }
        Condition condition = conditions.parse();
        return new Rule.Allocate(condition, targets());
    }

    private Rule mirror() throws Refused {
        if (cursor.sees("to")) {
            throw Refused.syntax(cursor.peek(), "a share such as 5%", "write mirror 100% to copy everything");
        }
        Share share = shares.share();
        shares.to(share);
        shares.end();
        return new Rule.Mirror(share, shares.shares().getFirst().variant());
    }

    private Rule users() throws Refused {
        cursor.take();
        Condition condition = restriction();
        if (!cursor.takes(Kind.COLON)) {
            throw Refused.syntax(cursor.peek(), "a colon, or of and a condition", "write users: 10% to v2, 90% to v1");
        }
        return new Rule.Allocate(condition, list(RandomisationUnit.USER));
    }

    /** Which users, after the word itself. */
    private Condition restriction() throws Refused {
        boolean some = cursor.takes("of") || cursor.takes("on") || cursor.takes("with");
        return some ? conditions.parse() : new Condition.Always();
    }

    private Rule shareFirst() throws Refused {
        Share share = shares.share();
        if (!cursor.takes("of")) {
            if (!cursor.takes("to")) {
                throw Refused.syntax(
                        cursor.peek(),
                        "to and a variant, or of and a condition",
                        "write 10% to v2 or 10% of Chrome to v2");
            }
            shares.target(share);
            if (cursor.takes(Kind.COMMA)) {
                shares.list();
            }
            shares.end();
            return new Rule.Allocate(new Condition.Always(), allocation(RandomisationUnit.REQUEST));
        }
        boolean users = cursor.takes("users");
        Condition condition = users ? restriction() : conditions.parse();
        shares.to(share);
        if (cursor.sees(Kind.COMMA)) {
            throw Refused.syntax(
                    cursor.peek(),
                    "the end of the line",
                    "write several shares of one condition as Chrome: 10% to v2, 20% to v3");
        }
        shares.end();
        return new Rule.Allocate(condition, allocation(users ? RandomisationUnit.USER : RandomisationUnit.REQUEST));
    }

    /** {@code to v1}, or a colon and shares, of users or of requests. */
    private Allocation targets() throws Refused {
        if (cursor.takes(Kind.COLON)) {
            boolean users = cursor.sees("users") && cursor.peek(1).kind() == Kind.COLON;
            if (users) {
                cursor.take();
                cursor.take();
            }
            return list(users ? RandomisationUnit.USER : RandomisationUnit.REQUEST);
        }
        if (!cursor.takes("to")) {
            throw Refused.syntax(cursor.peek(), "and, or, to and a variant, or a colon and shares", hint());
        }
        shares.target(Share.whole());
        shares.end();
        return allocation(RandomisationUnit.REQUEST);
    }

    private String hint() {
        if (cursor.sees("users")) {
            return "write users of Chrome: 10% to v2 for users who stay, Chrome to v2 for requests";
        }
        return cursor.sees(Kind.WORD) && cursor.last().kind() == Kind.WORD
                ? "a value with blanks or signs in it needs quotes"
                : "write, for example, Chrome to v1";
    }

    private Allocation list(RandomisationUnit unit) throws Refused {
        shares.list();
        return allocation(unit);
    }

    private Allocation allocation(RandomisationUnit unit) {
        return new Allocation(unit, shares.shares());
    }
}
