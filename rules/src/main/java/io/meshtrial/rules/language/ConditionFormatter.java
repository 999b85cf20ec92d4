package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Canonical text of a condition: parentheses around every group inside another, quotes where they are needed. */
final class ConditionFormatter {

    private static final Pattern BARE_VALUE = Pattern.compile("[A-Za-z0-9/._~%&!$+;@=-]+");
    private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private ConditionFormatter() {}

    static String format(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> "everyone";
            case Condition.And(List<Condition> parts) -> joined(parts, " and ");
            case Condition.Or(List<Condition> parts) -> joined(parts, " or ");
            case Condition.Not(Condition part) -> "not " + grouped(part);
            case Condition.Browser(var preset) -> preset.text();
            case Condition.Header(String name, TextMatch match) ->
                (name.equals("user-agent") ? name : "header " + name(name)) + " " + quoted(match, "starts with");
            case Condition.Cookie(String name, TextMatch match) ->
                "cookie " + name(name) + " " + quoted(match, "starts with");
            case Condition.Query(String name, TextMatch match) ->
                "query " + name(name) + " " + quoted(match, "starts with");
            case Condition.Path(TextMatch match) -> "path " + bare(match, "starting with");
            case Condition.Method(TextMatch match) -> "method " + bare(match, "starts with");
            case Condition.Host(TextMatch match) -> "host " + bare(match, "starts with");
        };
    }

    private static String joined(List<Condition> parts, String word) {
        if (parts.size() < 2) {
            throw new IllegalArgumentException("a group of " + parts.size() + " conditions has no text");
        }
        return parts.stream().map(ConditionFormatter::grouped).collect(Collectors.joining(word));
    }

    private static String grouped(Condition condition) {
        boolean group = condition instanceof Condition.And || condition instanceof Condition.Or;
        return group ? "(" + format(condition) + ")" : format(condition);
    }

    private static String name(String name) {
        return BARE_NAME.matcher(name).matches() && !Keywords.isReserved(name) ? name : Quoting.quote(name);
    }

    private static String quoted(TextMatch match, String prefixWords) {
        return switch (match) {
            case TextMatch.Exact(String value) -> "is " + Quoting.quote(value);
            case TextMatch.Prefix(String value) -> prefixWords + " " + Quoting.quote(value);
            case TextMatch.Regex(String regex) -> "matches " + Quoting.quote(regex);
            case TextMatch.Present() -> "present";
        };
    }

    private static String bare(TextMatch match, String prefixWords) {
        return switch (match) {
            case TextMatch.Exact(String value) -> "is " + bare(value);
            case TextMatch.Prefix(String value) -> prefixWords + " " + bare(value);
            case TextMatch.Regex(String regex) -> "matches " + Quoting.quote(regex);
            case TextMatch.Present() -> throw new IllegalArgumentException("a field without a name is always present");
        };
    }

    private static String bare(String value) {
        return BARE_VALUE.matcher(value).matches() && !Keywords.isReserved(value) ? value : Quoting.quote(value);
    }
}
