package io.meshtrial.cli;

import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What becomes of a request besides its shares: listener, answer, what is sent on, fault and mirrors. */
record OutcomeText(Terminal terminal) {

    void show(JsonNode explanation) {
        JsonNode listener = explanation.path("listener");
        say("comes in at " + text(listener, "gateway") + ", port " + text(listener, "port") + " ("
                + text(listener, "protocol") + ")");
        JsonNode answer = explanation.path("answer");
        if (answer.isObject()) {
            say("is answered " + text(answer, "status") + by(text(answer, "by")));
            answer.path("headers")
                    .properties()
                    .forEach(header ->
                            header.getValue().forEach(value -> say("  " + header.getKey() + ": " + value.asString())));
        }
        JsonNode fault = explanation.path("fault");
        if (fault.path("delayMillis").isNumber()) {
            say("is delayed by " + text(fault, "delayMillis") + " ms, " + percent(fault.path("delayPercentage")));
        }
        if (fault.path("abortStatus").isNumber()) {
            say("is aborted with " + text(fault, "abortStatus") + ", " + percent(fault.path("abortPercentage")));
        }
        explanation.path("destinations").forEach(this::destination);
        explanation
                .path("mirrors")
                .forEach(mirror -> say("is copied to " + place(mirror) + ", " + percent(mirror.path("percentage"))));
    }

    private void destination(JsonNode to) {
        String status = to.path("status").isNumber() ? ", answered " + text(to, "status") : "";
        String unknown = text(to, "reach").equals("UNKNOWN") ? ", if the mesh knows it" : "";
        say("goes to " + place(to) + " as " + text(to, "authority") + text(to, "path") + status + unknown);
        to.path("headers")
                .forEach(header -> say("  " + text(header, "message").toLowerCase(Locale.ROOT) + " "
                        + text(header, "operation").toLowerCase(Locale.ROOT) + " " + text(header, "name")
                        + (text(header, "value").isEmpty() ? "" : ": " + text(header, "value"))));
    }

    private static String place(JsonNode destination) {
        String subset = destination.path("subset").isString() ? "/" + text(destination, "subset") : "";
        return text(destination, "host") + subset + ":" + text(destination, "port");
    }

    private static String by(String kind) {
        return switch (kind) {
            case "REDIRECT" -> " by a redirect";
            case "DIRECT_RESPONSE" -> " by a direct response";
            case "CORS_PREFLIGHT" -> " as a preflight request";
            default -> "";
        };
    }

    /** In percent already. */
    private static String percent(JsonNode number) {
        return BigDecimal.valueOf(number.asDouble()).stripTrailingZeros().toPlainString() + " % of requests";
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private void say(String line) {
        terminal.line(Terminal.safe(line));
    }
}
