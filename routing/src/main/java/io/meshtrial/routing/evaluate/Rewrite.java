package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.regex.InvalidRegexException;
import io.meshtrial.routing.regex.WireRegex;
import org.jspecify.annotations.Nullable;

/**
 * How the path is changed: what was matched is replaced, or every occurrence of a regex. The query stays.
 *
 * @param prefix replaces what the route matched; null where a regex or nothing does
 */
record Rewrite(@Nullable String prefix, @Nullable WireRegex regex, String substitution) {

    static final Rewrite NONE = new Rewrite(null, null, "");

    static Rewrite of(JsonNode rewrite, RegexPool pool) {
        if (rewrite.path("uriRegexRewrite").isObject()) {
            try {
                WireRegex regex =
                        pool.compile(rewrite.at("/uriRegexRewrite/match").asText());
                return new Rewrite(
                        null,
                        regex,
                        Header.wire(rewrite.at("/uriRegexRewrite/rewrite").asText()));
            } catch (InvalidRegexException e) {
                return NONE;
            }
        }
        String uri = rewrite.path("uri").asText("");
        return uri.isEmpty() ? NONE : new Rewrite(Header.wire(uri), null, "");
    }

    /** @param matched how many characters of the path the route matched */
    String apply(String path, int matched) {
        if (prefix != null) {
            return prefix + path.substring(matched);
        }
        return regex == null ? path : regex.replaceAll(path, substitution);
    }
}
