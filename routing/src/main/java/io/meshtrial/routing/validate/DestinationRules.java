package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Destinations and their weights. */
final class DestinationRules {

    private static final Place ROUTE = Place.of("route");
    private static final int MAX_PORT = 65_535;
    private static final long MAX_TOTAL = 0xffffffffL;
    private static final Pattern SUBSET = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private DestinationRules() {}

    static void check(JsonNode route, Report report) {
        JsonNode targets = route.path("route");
        Sound.look(targets, report.sound().parts(), report, () -> targets(targets, report));
    }

    private static void targets(JsonNode targets, Report report) {
        long total = 0;
        // istiod adds up in 32 bits.
        int wrapped = 0;
        for (int i = 0; i < targets.size(); i++) {
            Place path = ROUTE.element(i);
            JsonNode target = targets.get(i);
            if (!target.path("destination").isObject()) {
                report.refused("invalid-destination", path + " has no destination", "");
            }
            destination(target.path("destination"), path.member("destination"), report);
            HeaderRules.check(target.path("headers"), path.member("headers"), report);
            long weight = target.path("weight").asLong();
            if (weight < 0) {
                report.refused("invalid-weight", path + ": weight " + weight + " is negative", "");
            }
            total += weight;
            wrapped += (int) weight;
        }
        if (targets.size() > 1 && wrapped == 0) {
            report.refused("invalid-weight", "the weights add up to 0 (in 32 bits)", "give at least one a weight");
        } else if (targets.size() > 1 && total > MAX_TOTAL) {
            report.poison("the weights add up to " + total + ", more than 4294967295", "use smaller weights");
        }
    }

    private static boolean isHost(String host, Report report) {
        boolean sound = report.sound().hosts().contains(host) || HostRules.isHost(host);
        if (sound) {
            report.sound().hosts().add(host);
        }
        return sound;
    }

    static void destination(JsonNode destination, Place path, Report report) {
        if (!destination.isObject()) {
            return;
        }
        String host = destination.path("host").asText("");
        if (host.equals("*") || !isHost(host, report)) {
            report.refused("invalid-destination", path + ": \"" + host + "\" is no host name", "");
        }
        String subset = destination.path("subset").asText("");
        if (!subset.isEmpty() && !SUBSET.matcher(subset).matches()) {
            report.refused(
                    "invalid-destination",
                    path + ": subset name \"" + subset + "\" is not allowed",
                    "use lower-case letters, digits and hyphens");
        }
        JsonNode port = destination.path("port");
        if (port.isObject()
                && (port.path("number").asLong() < 1 || port.path("number").asLong() > MAX_PORT)) {
            report.refused("invalid-destination", path + ": the port must be 1 to 65535", "");
        }
    }
}
