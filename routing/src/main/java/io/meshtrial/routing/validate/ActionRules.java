package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A route does exactly one thing, and some settings go with some things only. */
final class ActionRules {

    private static final String CODE = "conflicting-actions";

    private record Pair(String first, String second) {}

    private static final List<Pair> EXCLUSIVE = List.of(
            new Pair("route", "redirect"),
            new Pair("route", "directResponse"),
            new Pair("redirect", "directResponse"),
            new Pair("redirect", "fault"),
            new Pair("redirect", "rewrite"),
            new Pair("directResponse", "fault"),
            new Pair("directResponse", "rewrite"),
            new Pair("mirror", "mirrors"));

    private ActionRules() {}

    static void check(JsonNode route, boolean delegate, Report report) {
        if (has(route, "delegate")) {
            delegating(route, delegate, report);
            return;
        }
        for (Pair pair : EXCLUSIVE) {
            if (has(route, pair.first()) && has(route, pair.second())) {
                report.refused(
                        CODE, "a route cannot have both " + pair.first() + " and " + pair.second(), "keep one of them");
            }
        }
        if (!has(route, "route") && !has(route, "redirect") && !has(route, "directResponse")) {
            report.refused(
                    "no-action",
                    "the route says neither where to go nor what to answer",
                    "add route, redirect or directResponse");
        }
    }

    private static void delegating(JsonNode route, boolean delegate, Report report) {
        if (delegate) {
            report.refused(CODE, "a delegate cannot delegate again", "");
        }
        for (String action : List.of("redirect", "route", "directResponse")) {
            if (has(route, action)) {
                report.refused(CODE, "a route that delegates must not have " + action, "keep one of them");
            }
        }
    }

    private static boolean has(JsonNode route, String field) {
        JsonNode value = route.path(field);
        return value.isObject() || value.isArray() && !value.isEmpty();
    }
}
