package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;

/** Mirrors and their percentages. */
final class MirrorRules {

    private MirrorRules() {}

    static void check(JsonNode route, Report report) {
        percentage(route.path("mirrorPercentage").path("value"), Place.of("mirrorPercentage"), report);
        percentage(route.path("mirrorPercent"), Place.of("mirrorPercent"), report);
        DestinationRules.destination(route.path("mirror"), Place.of("mirror"), report);
        for (int i = 0; i < route.path("mirrors").size(); i++) {
            JsonNode mirror = route.path("mirrors").get(i);
            Place path = Place.of("mirrors").element(i);
            if (!mirror.path("destination").isObject()) {
                report.refused("invalid-mirror", path + " has no destination", "");
            }
            DestinationRules.destination(mirror.path("destination"), path.member("destination"), report);
            percentage(mirror.path("percentage").path("value"), path.member("percentage"), report);
        }
    }

    private static void percentage(JsonNode value, Place field, Report report) {
        if (value.asDouble() < 0 || value.asDouble() > 100) {
            report.refused("invalid-mirror", field + " must be 0 to 100, it is " + value.asText(), "");
        }
    }
}
