package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.model.TextMatch;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes rules as maps and lists, members in a fixed order. */
final class JsonForm {

    private JsonForm() {}

    static Map<String, Object> of(Rule rule) {
        return switch (rule) {
            case Rule.Allocate(Condition condition, Allocation allocation) -> {
                Map<String, Object> members = new LinkedHashMap<>();
                if (!(condition instanceof Condition.Always)) {
                    members.put("when", of(condition));
                }
                members.putAll(of(allocation));
                yield Map.of("allocate", members);
            }
            case Rule.EveryoneElse(Allocation allocation) -> Map.of("everyoneElse", of(allocation));
            case Rule.Mirror(Share share, String variant) -> Map.of("mirror", share(variant, share));
        };
    }

    private static Map<String, Object> of(Allocation allocation) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (allocation.unit() != RandomisationUnit.REQUEST) {
            members.put("unit", allocation.unit().name().toLowerCase(Locale.ROOT));
        }
        members.put(
                "shares",
                allocation.shares().stream()
                        .map(share -> share(share.variant(), share.share()))
                        .toList());
        return members;
    }

    private static Map<String, Object> share(String variant, Share share) {
        BigDecimal percent = Percent.decimal(share);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("variant", variant);
        if (percent.scale() == 0) {
            members.put("percent", percent.intValueExact());
        } else {
            members.put("percent", percent);
        }
        return members;
    }

    static Map<String, Object> of(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> Map.of("everyone", true);
            case Condition.And(List<Condition> parts) -> Map.of("and", all(parts));
            case Condition.Or(List<Condition> parts) -> Map.of("or", all(parts));
            case Condition.Not(Condition part) -> Map.of("not", of(part));
            case Condition.Browser(var preset) -> Map.of("browser", preset.text());
            case Condition.Header(String name, TextMatch match) -> Map.of("header", named(name, match));
            case Condition.Cookie(String name, TextMatch match) -> Map.of("cookie", named(name, match));
            case Condition.Query(String name, TextMatch match) -> Map.of("query", named(name, match));
            case Condition.Path(TextMatch match) -> Map.of("path", of(match));
            case Condition.Method(TextMatch match) -> Map.of("method", of(match));
            case Condition.Host(TextMatch match) -> Map.of("host", of(match));
        };
    }

    private static List<Map<String, Object>> all(List<Condition> parts) {
        return parts.stream().map(JsonForm::of).toList();
    }

    private static Map<String, Object> named(String name, TextMatch match) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.putAll(of(match));
        return members;
    }

    private static Map<String, Object> of(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact(String value) -> Map.of("is", value);
            case TextMatch.Prefix(String value) -> Map.of("startsWith", value);
            case TextMatch.Regex(String regex) -> Map.of("matches", regex);
            case TextMatch.Present() -> Map.of("present", true);
        };
    }
}
