package io.meshtrial.rules.evaluate;

import io.meshtrial.rules.definition.BrowserPresets;
import io.meshtrial.rules.definition.NormalPath;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.ByteRegex;
import java.util.List;
import java.util.function.Predicate;

/** A condition ready to be asked, with its regexes compiled. Immutable and safe to share between threads. */
public final class CompiledCondition {

    private final Predicate<RequestFacts> predicate;

    private CompiledCondition(Predicate<RequestFacts> predicate) {
        this.predicate = predicate;
    }

    public static CompiledCondition of(Condition condition) {
        return new CompiledCondition(predicate(condition));
    }

    /** Whether the condition holds; a missing header, cookie or parameter matches nothing, so its negation holds. */
    public boolean holds(RequestFacts facts) {
        return predicate.test(facts);
    }

    private static Predicate<RequestFacts> predicate(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> facts -> true;
            case Condition.And(List<Condition> parts) -> {
                List<Predicate<RequestFacts>> all = predicates(parts);
                yield facts -> all.stream().allMatch(part -> part.test(facts));
            }
            case Condition.Or(List<Condition> parts) -> {
                List<Predicate<RequestFacts>> any = predicates(parts);
                yield facts -> any.stream().anyMatch(part -> part.test(facts));
            }
            case Condition.Not(Condition part) -> predicate(part).negate();
            case Condition.Browser(var preset) -> predicate(BrowserPresets.definition(preset));
            case Condition.Header(String name, TextMatch match) -> {
                Predicate<String> text = text(match);
                yield facts -> HeaderValues.of(facts, name).stream().anyMatch(text);
            }
            case Condition.Cookie(String name, TextMatch match) -> {
                Predicate<String> text = text(match);
                yield facts -> CookieValues.of(facts, name).stream().anyMatch(text);
            }
            case Condition.Query(String name, TextMatch match) -> {
                Predicate<String> text = text(match);
                yield facts ->
                        QueryParameters.first(facts.path(), name).filter(text).isPresent();
            }
            case Condition.Path(TextMatch match) -> {
                Predicate<String> text = text(match);
                yield facts -> text.test(NormalPath.of(facts.path()));
            }
            case Condition.Method(TextMatch match) -> {
                Predicate<String> text = text(match);
                yield facts -> text.test(facts.method());
            }
            case Condition.Host(TextMatch match) -> {
                Predicate<String> text = text(match);
                yield facts -> text.test(facts.authority());
            }
        };
    }

    private static List<Predicate<RequestFacts>> predicates(List<Condition> parts) {
        return parts.stream().map(CompiledCondition::predicate).toList();
    }

    private static Predicate<String> text(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact(String value) -> value::equals;
            case TextMatch.Prefix(String value) -> text -> text.startsWith(value);
            case TextMatch.Regex(String regex) -> ByteRegex.compile(regex)::matches;
            case TextMatch.Present() -> text -> true;
        };
    }
}
