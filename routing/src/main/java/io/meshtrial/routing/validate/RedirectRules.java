package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Redirects and direct responses. */
final class RedirectRules {

    private static final int MAX_PORT = 65_535;
    private static final int MAX_BODY = 1_048_576;
    private static final Set<Integer> SENT = Set.of(301, 302, 303, 307, 308);

    private RedirectRules() {}

    static void redirect(JsonNode redirect, Report report) {
        if (!redirect.isObject()) {
            return;
        }
        String code = "invalid-redirect";
        String scheme = redirect.path("scheme").asText("");
        boolean target = !redirect.path("uri").asText("").isEmpty()
                || !redirect.path("authority").asText("").isEmpty()
                || !scheme.isEmpty()
                || redirect.hasNonNull("port")
                || redirect.hasNonNull("derivePort");
        if (!target) {
            report.refused(code, "redirect says no uri, authority, scheme or port", "");
        }
        if (!scheme.isEmpty() && !scheme.equals("http") && !scheme.equals("https")) {
            report.refused(code, "redirect.scheme must be http or https", "");
        }
        if (redirect.path("port").asLong() > MAX_PORT) {
            report.refused(code, "redirect.port must be 1 to 65535", "");
        }
        int status = redirect.path("redirectCode").asInt();
        if (status != 0 && (status < 300 || status > 399)) {
            report.refused(code, "redirect.redirectCode " + status + " is not 3xx", "");
        } else if (status != 0 && !SENT.contains(status)) {
            report.poison(
                    "redirect.redirectCode " + status + " leaves the route without an action",
                    "use 301, 302, 303, 307 or 308");
        }
        for (String field : List.of("uri", "authority")) {
            TextRules.singleLine(redirect.path(field), "redirect." + field, report);
        }
    }

    static void directResponse(JsonNode direct, Report report) {
        if (!direct.isObject()) {
            return;
        }
        int status = direct.path("status").asInt();
        if (status < 200 || status > 600) {
            report.refused("invalid-direct-response", "directResponse.status " + status + " is not 200 to 599", "");
        } else if (status == 600) {
            report.poison("directResponse.status 600", "use 200 to 599");
        }
        if (direct.at("/body/string").asText("").length() > MAX_BODY) {
            report.refused("invalid-direct-response", "directResponse.body is larger than 1 MiB", "");
        }
    }
}
