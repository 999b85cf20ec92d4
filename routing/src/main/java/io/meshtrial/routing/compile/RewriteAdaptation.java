package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;

/**
 * Keeps the path that is sent on when a clone's uri match differs from the base's: Istio replaces the matched prefix,
 * or the whole path where the match is exact or a regex, so a narrower match would replace something else.
 */
final class RewriteAdaptation {

    private RewriteAdaptation() {}

    /**
     * The rewrite of a clone, or a missing node where the base has none.
     *
     * @param base the entry of the base's {@code match[]} that was narrowed
     * @param narrowed what became of it
     */
    static JsonNode of(JsonNode rewrite, JsonNode base, JsonNode narrowed) {
        if (!rewrite.path("uri").isTextual() || rewrite.path("uri").asText().isEmpty()) {
            return rewrite.isObject() ? rewrite : MissingNode.getInstance();
        }
        boolean anyCase = base.path("ignoreUriCase").asBoolean();
        boolean unchanged = base.path("uri").equals(narrowed.path("uri"))
                && anyCase == narrowed.path("ignoreUriCase").asBoolean();
        if (unchanged) {
            return rewrite;
        }
        JsonNode uri = base.path("uri");
        boolean replacesPrefix = uri.size() == 0 || (uri.has("prefix") && !uri.has("regex"));
        if (!replacesPrefix) {
            return narrowed.path("uri").has("prefix") ? regexRewrite(rewrite, "^.*$", "") : rewrite;
        }
        String prefix = uri.path("prefix").asText("/");
        return regexRewrite(rewrite, "^" + begin(prefix, anyCase) + "(.*)$", "\\1");
    }

    private static String begin(String prefix, boolean anyCase) {
        return anyCase ? "(?i:" + Pattern.quote(prefix) + ")" : Pattern.quote(prefix);
    }

    private static JsonNode regexRewrite(JsonNode rewrite, String match, String rest) {
        ObjectNode copy = rewrite.deepCopy();
        String text = copy.remove("uri").asText();
        copy.putObject("uriRegexRewrite").put("match", match).put("rewrite", text.replace("\\", "\\\\") + rest);
        return copy;
    }
}
