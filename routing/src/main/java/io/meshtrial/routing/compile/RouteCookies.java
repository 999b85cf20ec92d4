package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Cookies that one element of {@code spec.http} gives out or compares. */
final class RouteCookies {

    private RouteCookies() {}

    /** Values of the Set-Cookie headers that it adds to answers, as browsers get them but for what requests say. */
    static List<String> values(JsonNode route) {
        List<String> values = new ArrayList<>(ofLevel(route));
        route.path("route").forEach(destination -> values.addAll(ofLevel(destination)));
        return values;
    }

    /** Names of the cookies that it gives out. */
    static List<String> given(JsonNode route) {
        return values(route).stream()
                .filter(value -> value.contains("="))
                .map(value -> value.substring(0, value.indexOf('=')).strip())
                .distinct()
                .toList();
    }

    /** Whether a match on the Cookie header names that cookie; a regex may do so with backslashes. */
    static boolean reads(JsonNode route, String name) {
        for (JsonNode match : route.path("match")) {
            for (String kind : List.of("headers", "withoutHeaders")) {
                for (var header : match.path(kind).properties()) {
                    if (header.getKey().equalsIgnoreCase("cookie")) {
                        for (JsonNode text : header.getValue()) {
                            if (names(plain(text.asText()), name)) {
                                return true;
                            }
                        }
                    }
                }
            }
        }
        return false;
    }

    private static String plain(String pattern) {
        return pattern.replace("\\s", " ").replace("\\", "");
    }

    private static boolean names(String pattern, String name) {
        for (int at = pattern.indexOf(name + "="); at >= 0; at = pattern.indexOf(name + "=", at + 1)) {
            // What stands before a name: the begin, or what separates or groups.
            if (at == 0 || " ;)(|*+?^".indexOf(pattern.charAt(at - 1)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static List<String> ofLevel(JsonNode level) {
        List<String> values = new ArrayList<>();
        for (String operation : List.of("set", "add")) {
            level.path("headers").path("response").path(operation).properties().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("set-cookie"))
                    .forEach(header -> values.add(header.getValue().asText().replace("%%", "%")));
        }
        return values;
    }
}
