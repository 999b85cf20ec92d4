package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Header operations of a route or a destination. */
final class HeaderRules {

    private static final int MAX_BYTES = 16_384;
    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

    private HeaderRules() {}

    /** @param headers a {@code headers} field */
    static void check(JsonNode headers, Place path, Report report) {
        for (String side : List.of("request", "response")) {
            for (String verb : List.of("set", "add")) {
                headers.path(side).path(verb).properties().forEach(entry -> {
                    Place field = path.member(side).member(verb).entry(entry.getKey());
                    name(entry.getKey(), side.equals("request"), field, report);
                    value(entry.getValue().asText(), field, report);
                });
            }
            for (JsonNode name : headers.path(side).path("remove")) {
                name(name.asText(), false, path.member(side).member("remove"), report);
            }
        }
    }

    private static void name(String name, boolean authorityAllowed, Place field, Report report) {
        boolean authority = name.equalsIgnoreCase("host") || name.equalsIgnoreCase(":authority");
        if (name.isEmpty()) {
            report.refused("invalid-header-name", field + ": the header's name is empty", "");
        } else if (authority && authorityAllowed) {
            return;
        } else if (authority) {
            report.refused("invalid-header-name", field + ": the Host header cannot be changed here", "");
        } else if (name.startsWith(":")) {
            report.refused("invalid-header-name", field + ": a header's name does not begin with a colon", "");
        } else if (control(name, field, report) && !TOKEN.matcher(name).matches()) {
            report.warned(
                    "unsendable-header",
                    field + ": no header can have this name; such requests are answered 503",
                    "use letters, digits and hyphens");
        }
    }

    /** Whether the name is free of what the proxies cannot even load. */
    static boolean control(String name, Place field, Report report) {
        if (name.length() > MAX_BYTES || TextRules.breaksLine(name)) {
            report.poison(field + ": the name is too long or holds a line break", "");
            return false;
        }
        return true;
    }

    private static void value(String value, Place field, Report report) {
        if (TextRules.breaksLine(value)) {
            report.refused("invalid-header-value", field + ": the value holds a line break or NUL", "");
            return;
        }
        if (value.length() > MAX_BYTES) {
            report.poison(field + ": the value is longer than " + MAX_BYTES + " characters", "");
        }
        Operators.check(value, field, report);
    }

    /** Only one place may change the authority. */
    static void authority(JsonNode route, Report report) {
        int places = route.path("rewrite").path("authority").asText("").isEmpty() ? 0 : 1;
        for (String verb : List.of("set", "add")) {
            for (var entry : route.path("headers").path("request").path(verb).properties()) {
                String name = entry.getKey().toLowerCase(Locale.ROOT);
                places += name.equals("host") || name.equals(":authority") ? 1 : 0;
            }
        }
        if (places > 1) {
            report.refused("conflicting-authority", "the authority is rewritten in several places", "keep one");
        }
    }
}
