package io.meshtrial.rules.language;

import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads conditions from a JSON tree. */
final class JsonConditions {

    private static final Set<String> KINDS =
            Set.of("everyone", "and", "or", "not", "browser", "header", "cookie", "query", "path", "method", "host");
    private static final Set<String> COMPARISONS = Set.of("is", "startsWith", "matches", "present");

    private final MatchChecks checks;

    JsonConditions(MatchChecks checks) {
        this.checks = checks;
    }

    Condition read(JsonCursor cursor) throws RefusedJson {
        return read(cursor, 0);
    }

    private Condition read(JsonCursor cursor, int depth) throws RefusedJson {
        if (depth >= ConditionParser.MAX_DEPTH) {
            throw new RefusedJson(
                    new Complaint(
                            RejectionCode.TOO_DEEP,
                            "conditions nest deeper than " + ConditionParser.MAX_DEPTH + " levels",
                            "a flatter condition",
                            "split it into several rules"),
                    cursor.pointer());
        }
        JsonCursor kind = cursor.onlyMember(KINDS);
        return switch (kind.name()) {
            case "everyone" -> {
                kind.requireTrue();
                yield new Condition.Always();
            }
            case "and" -> new Condition.And(parts(kind, depth));
            case "or" -> new Condition.Or(parts(kind, depth));
            case "not" -> new Condition.Not(read(kind, depth + 1));
            case "browser" -> new Condition.Browser(preset(kind));
            default -> field(kind);
        };
    }

    private List<Condition> parts(JsonCursor group, int depth) throws RefusedJson {
        List<JsonCursor> items = group.items();
        if (items.size() < 2) {
            throw RefusedJson.shape(
                    group.pointer(),
                    "the group has " + items.size() + " conditions",
                    "two conditions or more",
                    "write a single condition without " + group.name());
        }
        List<Condition> parts = new ArrayList<>(items.size());
        for (JsonCursor item : items) {
            parts.add(read(item, depth + 1));
        }
        return parts;
    }

    private static BrowserPreset preset(JsonCursor cursor) throws RefusedJson {
        String name = cursor.string();
        Optional<BrowserPreset> preset = Keywords.preset(name);
        if (preset.isEmpty()) {
            List<String> known = Arrays.stream(BrowserPreset.values())
                    .map(BrowserPreset::text)
                    .toList();
            throw RefusedJson.shape(
                    cursor.pointer(),
                    "there is no preset " + name,
                    "one of " + String.join(", ", known),
                    Suggestion.hint(name, known, "match the user-agent header instead"));
        }
        return preset.get();
    }

    private Condition field(JsonCursor cursor) throws RefusedJson {
        Field field = Field.of(cursor.name()).orElseThrow();
        Set<String> known = new LinkedHashSet<>(COMPARISONS);
        if (field.isNamed()) {
            known.add("name");
        }
        Map<String, JsonCursor> members = cursor.members(known);
        String name = field.isNamed() ? name(field, cursor.required(members, "name")) : "";
        List<JsonCursor> comparisons = members.values().stream()
                .filter(member -> COMPARISONS.contains(member.name()))
                .toList();
        if (comparisons.size() != 1) {
            throw RefusedJson.shape(
                    cursor.pointer(),
                    "the condition compares in " + comparisons.size() + " ways",
                    "exactly one of is, matches, present, startsWith",
                    "join several conditions with and");
        }
        JsonCursor comparison = comparisons.getFirst();
        TextMatch match = match(comparison);
        Optional<FieldFault> fault = checks.check(field, name, match);
        if (fault.isPresent()) {
            throw new RefusedJson(fault.get().complaint(), comparison.pointer());
        }
        return field.condition(name, match);
    }

    private static String name(Field field, JsonCursor cursor) throws RefusedJson {
        String name = cursor.string();
        Optional<Complaint> complaint = NameChecks.field(field, name);
        if (complaint.isPresent()) {
            throw new RefusedJson(complaint.get(), cursor.pointer());
        }
        return name;
    }

    private static TextMatch match(JsonCursor comparison) throws RefusedJson {
        return switch (comparison.name()) {
            case "is" -> new TextMatch.Exact(comparison.string());
            case "startsWith" -> new TextMatch.Prefix(comparison.string());
            case "matches" -> new TextMatch.Regex(comparison.string());
            default -> {
                comparison.requireTrue();
                yield new TextMatch.Present();
            }
        };
    }
}
