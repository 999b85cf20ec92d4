package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One branch of {@code match} to what a proxy compares. */
record MatchTranslation(RegexPool regexes, Slots slots) {

    private static final PathSpec ANY = new PathSpec.Prefix("/", false);

    PathSpec path(JsonNode match) {
        boolean ignoreCase = match.path("ignoreUriCase").asBoolean();
        if (!match.path("uri").isObject()) {
            return ANY;
        }
        return switch (TextMatch.of(match.path("uri"), regexes)) {
            case TextMatch.Exact(String wire) -> new PathSpec.Exact(wire, ignoreCase);
            case TextMatch.Prefix(String wire) -> new PathSpec.Prefix(wire, ignoreCase);
            case TextMatch.Regex regex -> new PathSpec.Regex(regex.regex());
            case TextMatch.Present present -> ANY;
            case TextMatch.Invalid(String source) -> new PathSpec.Invalid(source);
        };
    }

    List<Condition> conditions(JsonNode match) {
        List<Condition> conditions = new ArrayList<>();
        pseudo(match, "method", Slots.METHOD, conditions);
        pseudo(match, "authority", Slots.AUTHORITY, conditions);
        pseudo(match, "scheme", Slots.SCHEME, conditions);
        match.path("headers")
                .properties()
                .forEach(entry -> conditions.add(Condition.OfHeader.of(
                        field("headers", entry.getKey()),
                        entry.getKey(),
                        TextMatch.of(entry.getValue(), regexes),
                        slots)));
        match.path("withoutHeaders")
                .properties()
                .forEach(entry -> conditions.add(Condition.WithoutHeader.of(
                        field("withoutHeaders", entry.getKey()),
                        entry.getKey(),
                        TextMatch.of(entry.getValue(), regexes),
                        slots)));
        match.path("queryParams")
                .properties()
                .forEach(entry -> conditions.add(Condition.OfParameter.of(
                        field("queryParams", entry.getKey()),
                        entry.getKey(),
                        TextMatch.of(entry.getValue(), regexes),
                        slots)));
        return conditions;
    }

    private void pseudo(JsonNode match, String field, String name, List<Condition> conditions) {
        if (match.path(field).isObject()) {
            conditions.add(Condition.OfHeader.of(field, name, TextMatch.of(match.path(field), regexes), slots));
        }
    }

    private static String field(String map, String key) {
        return map + "[\"" + key + "\"]";
    }
}
