package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;

/** Mirrors and their percentages. */
final class MirrorRules {

    private MirrorRules() {}

    static void check(JsonNode route, Report report) {
        percentage(route.at("/mirrorPercentage/value"), "mirrorPercentage", report);
        percentage(route.path("mirrorPercent"), "mirrorPercent", report);
        DestinationRules.destination(route.path("mirror"), "mirror", report);
        for (int i = 0; i < route.path("mirrors").size(); i++) {
            JsonNode mirror = route.path("mirrors").get(i);
            String path = "mirrors[" + i + "]";
            if (!mirror.path("destination").isObject()) {
                report.refused("invalid-mirror", path + " has no destination", "");
            }
            DestinationRules.destination(mirror.path("destination"), path + ".destination", report);
            percentage(mirror.at("/percentage/value"), path + ".percentage", report);
        }
    }

    private static void percentage(JsonNode value, String field, Report report) {
        if (value.asDouble() < 0 || value.asDouble() > 100) {
            report.refused("invalid-mirror", field + " must be 0 to 100, it is " + value.asText(), "");
        }
    }
}
