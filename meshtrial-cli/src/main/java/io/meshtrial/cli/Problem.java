package io.meshtrial.cli;

import tools.jackson.databind.JsonNode;

/** RFC 9457 problems as lines for people: title, detail, each error with its position and hint, acknowledgements. */
final class Problem {

    private Problem() {}

    static CommandFailure of(int status, JsonNode body) {
        StringBuilder text = new StringBuilder(body.path("title").asString("The service answered " + status));
        line(text, "  ", body.path("detail").asString(""));
        for (JsonNode error : body.path("errors")) {
            line(
                    text,
                    "  - ",
                    place(error)
                            + error.path("detail")
                                    .asString(error.path("message").asString("")));
            line(text, "    hint: ", error.path("hint").asString(""));
        }
        line(text, "  trace: ", body.path("traceId").asString(""));
        return new CommandFailure(code(status), text.toString());
    }

    private static ExitCode code(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.FORBIDDEN;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> ExitCode.REFUSED;
        };
    }

    private static String place(JsonNode error) {
        if (error.has("line") && error.path("line").asInt() > 0) {
            return "line " + error.path("line").asInt() + ", column "
                    + error.path("column").asInt() + ": ";
        }
        String pointer = error.path("pointer").asString(error.path("parameter").asString(""));
        return pointer.isEmpty() ? "" : pointer + ": ";
    }

    private static void line(StringBuilder text, String before, String what) {
        if (!what.isBlank()) {
            text.append('\n').append(before).append(Terminal.safe(what));
        }
    }
}
