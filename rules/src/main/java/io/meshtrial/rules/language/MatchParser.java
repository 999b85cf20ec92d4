package io.meshtrial.rules.language;

import io.meshtrial.rules.language.Token.Kind;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.Optional;

/** Reads what one field must be: {@code header x-beta is "true"}, {@code path starting with /search}. */
final class MatchParser {

    private final TokenCursor cursor;
    private final MatchChecks checks;

    MatchParser(TokenCursor cursor, MatchChecks checks) {
        this.cursor = cursor;
        this.checks = checks;
    }

    /** Nothing where no field begins. */
    Optional<Condition> parse() throws Refused {
        if (cursor.takes("user-agent")) {
            return Optional.of(match(Field.HEADER, "user-agent"));
        }
        Optional<Field> field = cursor.sees(Kind.WORD) ? Field.of(cursor.peek().text()) : Optional.empty();
        if (field.isEmpty()) {
            return Optional.empty();
        }
        cursor.take();
        String name = field.get().isNamed() ? name(field.get()) : "";
        return Optional.of(match(field.get(), name));
    }

    private String name(Field field) throws Refused {
        Token token = cursor.take();
        boolean usable = token.kind() == Kind.STRING || (token.kind() == Kind.WORD && !Keywords.isReserved(token));
        if (!usable) {
            throw Refused.syntax(
                    token,
                    "the name of the " + field.text(),
                    "write, for example, " + field.text() + " beta is \"true\"; a name that is a keyword needs quotes");
        }
        // A pseudo-header comes as a word that begins with a colon.
        Optional<Complaint> complaint = NameChecks.field(field, token.text());
        if (complaint.isPresent()) {
            throw new Refused(complaint.get(), token);
        }
        return token.text();
    }

    private Condition match(Field field, String name) throws Refused {
        Token verb = cursor.peek();
        TextMatch match = comparison(field);
        Token value = match instanceof TextMatch.Present ? verb : cursor.last();
        Optional<FieldFault> fault = checks.check(field, name, match);
        if (fault.isPresent()) {
            throw at(value, fault.get());
        }
        return field.condition(name, match);
    }

    private TextMatch comparison(Field field) throws Refused {
        Token verb = cursor.peek();
        if (cursor.takes("present")) {
            return new TextMatch.Present();
        }
        if (cursor.takes("is") || cursor.takes("=")) {
            return cursor.takes("present") ? new TextMatch.Present() : new TextMatch.Exact(value());
        }
        if (cursor.takes("matches")) {
            return new TextMatch.Regex(regex());
        }
        if (cursor.takes("starts") || cursor.takes("starting")) {
            if (!cursor.takes("with")) {
                throw Refused.syntax(cursor.peek(), "with", "write " + verb.lowerCase() + " with /search");
            }
            return new TextMatch.Prefix(value());
        }
        boolean bareValue = verb.kind() == Kind.STRING || (verb.kind() == Kind.WORD && !Keywords.isReserved(verb));
        if (!field.isNamed() && bareValue) {
            return new TextMatch.Exact(value());
        }
        throw Refused.syntax(
                verb,
                field.isNamed() ? "is, starts with, matches or present" : "is, starts with or matches",
                "write, for example, is \"true\" or starts with \"a\"");
    }

    private String regex() throws Refused {
        Token token = cursor.take();
        if (token.kind() != Kind.STRING) {
            throw Refused.syntax(token, "a regex in double quotes", "write, for example, matches \".*Chrome.*\"");
        }
        return token.text();
    }

    private String value() throws Refused {
        Token token = cursor.take();
        if (token.kind() == Kind.STRING) {
            return token.text();
        }
        if (token.is("not")) {
            throw Refused.syntax(token, "a value", "put not in front: not header x-beta is \"true\"");
        }
        if (token.kind() != Kind.WORD || Keywords.isReserved(token)) {
            throw Refused.syntax(token, "a value", "put a value that is a keyword or has signs in it in \"…\"");
        }
        if (token.text().indexOf('*') >= 0) {
            throw new Refused(
                    new Complaint(
                            RejectionCode.SYNTAX,
                            "a star stands for nothing in a plain value",
                            "a plain value",
                            "write starts with, or matches with a regex; put a real star in \"…\""),
                    token);
        }
        return token.text();
    }

    private static Refused at(Token value, FieldFault fault) {
        if (value.kind() != Kind.STRING || fault.length() == 0) {
            return new Refused(fault.complaint(), value);
        }
        int from = Quoting.rawOffset(value.raw(), fault.offset());
        int to = Quoting.rawOffset(value.raw(), fault.offset() + fault.length());
        return new Refused(fault.complaint(), value.column() + from, to - from);
    }
}
