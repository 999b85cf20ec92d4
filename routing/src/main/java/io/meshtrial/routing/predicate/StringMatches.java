package io.meshtrial.routing.predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.meshtrial.rules.model.TextMatch;
import java.util.Optional;

/** Istio's StringMatch as JSON, to and fro. */
final class StringMatches {

    static final int LONGEST_REGEX = 1024;

    private StringMatches() {}

    /** Of several kinds in one match, regex beats prefix and prefix beats exact, as recorded. */
    static TextMatch read(JsonNode match) {
        if (match.hasNonNull("regex")) {
            return new TextMatch.Regex(match.path("regex").asText());
        }
        if (match.hasNonNull("prefix")) {
            return new TextMatch.Prefix(match.path("prefix").asText());
        }
        return match.hasNonNull("exact")
                ? new TextMatch.Exact(match.path("exact").asText())
                : new TextMatch.Present();
    }

    /** As {@code withoutHeaders} reads it: there, regex {@code *} stands for presence. */
    static TextMatch readExcluded(JsonNode match) {
        return match.path("regex").asText().equals("*") ? new TextMatch.Present() : read(match);
    }

    static ObjectNode write(TextMatch match) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (match) {
            case TextMatch.Exact(String value) -> json.put("exact", value);
            case TextMatch.Prefix(String value) -> json.put("prefix", value);
            case TextMatch.Regex(String value) -> json.put("regex", value);
            case TextMatch.Present() -> json;
        };
    }

    static boolean fits(TextMatch match) {
        return !(match instanceof TextMatch.Regex(String value)) || value.length() <= LONGEST_REGEX;
    }

    /** What either takes; empty where the regex would grow too long. */
    static Optional<TextMatch> either(TextMatch one, TextMatch other) {
        if (one instanceof TextMatch.Present || other instanceof TextMatch.Present) {
            return Optional.of(new TextMatch.Present());
        }
        TextMatch both = new TextMatch.Regex(regex(one) + "|" + regex(other));
        return Optional.of(both).filter(StringMatches::fits);
    }

    static TextMatch ignoringCase(TextMatch match) {
        return match instanceof TextMatch.Regex ? match : new TextMatch.Regex("(?i)" + regex(match));
    }

    private static String regex(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact(String value) -> Pattern.quote(value);
            case TextMatch.Prefix(String value) -> Pattern.quote(value) + ".*";
            case TextMatch.Regex(String value) -> "(?:" + value + ")";
            case TextMatch.Present() -> ".*";
        };
    }
}
