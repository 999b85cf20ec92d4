package io.meshtrial.routing.predicate;

import io.meshtrial.rules.definition.BrowserPresets;
import io.meshtrial.rules.definition.CookieRegex;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.RegexFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a condition into terms, one of which must hold (or-normal form). */
public final class DisjunctiveForm {

    private static final int MOST_TERMS = 512;

    private DisjunctiveForm() {}

    /** What came of it. */
    public sealed interface Result {}

    /** No terms at all hold never. */
    public record Terms(List<Term> terms) implements Result {}

    public record Refused(String field, String reason) implements Result {}

    public static Result of(Condition condition) {
        try {
            return new Terms(simplified(terms(condition, true)));
        } catch (NotExpressible refusal) {
            return new Refused(refusal.field, refusal.reason);
        }
    }

    private static List<Term> terms(Condition condition, boolean positive) throws NotExpressible {
        return switch (condition) {
            case Condition.Always() -> positive ? List.of(Term.ALWAYS) : List.of();
            case Condition.Not(Condition part) -> terms(part, !positive);
            case Condition.And(List<Condition> parts) -> positive ? all(parts, true) : any(parts, false);
            case Condition.Or(List<Condition> parts) -> positive ? any(parts, true) : all(parts, false);
            case Condition.Browser(BrowserPreset preset) -> terms(BrowserPresets.definition(preset), positive);
            case Condition.Header(String name, TextMatch match) -> one(new Field.Header(name), match, positive);
            case Condition.Cookie(String name, TextMatch match) ->
                one(new Field.Header("cookie"), cookie(name, match), positive);
            case Condition.Query(String name, TextMatch match) -> one(new Field.Query(name), match, positive);
            case Condition.Path(TextMatch match) -> one(new Field.Path(), match, positive);
            case Condition.Method(TextMatch match) -> one(new Field.Method(), match, positive);
            case Condition.Host(TextMatch match) -> one(new Field.Host(), match, positive);
        };
    }

    private static TextMatch cookie(String name, TextMatch match) throws NotExpressible {
        Optional<RegexFault> fault =
                match instanceof TextMatch.Regex(String regex) ? CookieRegex.fault(regex) : Optional.empty();
        if (fault.isPresent()) {
            throw new NotExpressible("cookie " + name, fault.get().reason());
        }
        return new TextMatch.Regex(CookieRegex.header(name, match));
    }

    private static List<Term> one(Field field, TextMatch match, boolean positive) {
        TextMatch plain = plain(match);
        if (plain instanceof TextMatch.Present && field.always()) {
            return positive ? List.of(Term.ALWAYS) : List.of();
        }
        return List.of(new Term(List.of(new Literal(field, plain, positive))));
    }

    /** Empty prefixes and regexes are refused by Istio; these say the same. */
    private static TextMatch plain(TextMatch match) {
        return switch (match) {
            case TextMatch.Prefix(String value) when value.isEmpty() -> new TextMatch.Present();
            case TextMatch.Regex(String value) when value.isEmpty() -> new TextMatch.Exact("");
            default -> match;
        };
    }

    private static List<Term> any(List<Condition> parts, boolean positive) throws NotExpressible {
        List<Term> result = new ArrayList<>();
        for (Condition part : parts) {
            result.addAll(terms(part, positive));
        }
        return bounded(result);
    }

    private static List<Term> all(List<Condition> parts, boolean positive) throws NotExpressible {
        List<Term> result = List.of(Term.ALWAYS);
        for (Condition part : parts) {
            result = product(result, terms(part, positive));
        }
        return result;
    }

    private static List<Term> product(List<Term> left, List<Term> right) throws NotExpressible {
        List<Term> result = new ArrayList<>();
        for (Term one : left) {
            for (Term other : right) {
                Term both = one.and(other);
                if (!both.contradictsItself()) {
                    result.add(both);
                }
            }
            bounded(result);
        }
        return result;
    }

    private static List<Term> bounded(List<Term> terms) throws NotExpressible {
        if (terms.size() > MOST_TERMS) {
            throw new NotExpressible("condition", "it has more than " + MOST_TERMS + " alternatives");
        }
        return terms;
    }

    /** Drops a term that says more than another one does. */
    private static List<Term> simplified(List<Term> terms) {
        Set<Term> distinct = new LinkedHashSet<>(terms);
        return distinct.stream()
                .filter(term -> distinct.stream()
                        .noneMatch(other ->
                                other.literals().size() < term.literals().size()
                                        && term.literals().containsAll(other.literals())))
                .toList();
    }

    private static final class NotExpressible extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;
        private final String reason;

        NotExpressible(String field, String reason) {
            super(field + ": " + reason);
            this.field = field;
            this.reason = reason;
        }
    }
}
