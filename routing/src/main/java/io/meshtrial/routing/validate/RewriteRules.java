package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Rewrites of path and authority. */
final class RewriteRules {

    private static final String CODE = "invalid-rewrite";

    private RewriteRules() {}

    static void check(JsonNode route, Report report) {
        HeaderRules.authority(route, report);
        JsonNode rewrite = route.path("rewrite");
        if (!rewrite.isObject()) {
            return;
        }
        boolean uri = !rewrite.path("uri").asText("").isEmpty();
        JsonNode regex = rewrite.path("uriRegexRewrite");
        boolean authority = !rewrite.path("authority").asText("").isEmpty();
        if (!uri && !regex.isObject() && !authority) {
            report.refused(CODE, "rewrite changes nothing", "give uri, uriRegexRewrite or authority");
        }
        if (uri && regex.isObject()) {
            report.refused(CODE, "rewrite has both uri and uriRegexRewrite", "keep one of them");
        }
        if (regex.isObject()) {
            if (regex.path("match").asText("").isEmpty()
                    || regex.path("rewrite").asText("").isEmpty()) {
                report.refused(CODE, "rewrite.uriRegexRewrite needs both match and rewrite", "");
            } else {
                TextRules.regex(regex.path("match").asText(), Place.of("rewrite.uriRegexRewrite.match"), report);
            }
        }
        for (String field : List.of("uri", "authority")) {
            TextRules.singleLine(rewrite.path(field), "rewrite." + field, report);
        }
    }
}
