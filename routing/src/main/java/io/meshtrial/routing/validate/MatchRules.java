package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** The conditions of a route. */
final class MatchRules {

    private static final Place MATCH = Place.of("match");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PARAMETER_NAME = 1024;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern LABEL_KEY =
            Pattern.compile("([a-zA-Z0-9][-a-zA-Z0-9.]*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private MatchRules() {}

    /** @param delegating whether the route delegates or is a delegate's, where regexes are not allowed */
    static void check(JsonNode route, boolean delegating, Report report) {
        for (int i = 0; i < route.path("match").size(); i++) {
            JsonNode entry = route.path("match").get(i);
            Place place = MATCH.element(i);
            Sound.look(entry, report.sound().parts(), report, () -> branch(entry, place, delegating, report));
        }
    }

    private static void branch(JsonNode match, Place path, boolean delegating, Report report) {
        for (String field : List.of("uri", "scheme", "method", "authority")) {
            text(match.path(field), path.member(field), field.equals("uri"), delegating, report);
        }
        for (String map : List.of("headers", "withoutHeaders", "queryParams")) {
            match.path(map).properties().forEach(entry -> {
                Place field = path.member(map).entry(entry.getKey());
                name(entry.getKey(), map, field, report);
                boolean present = entry.getValue().path("regex").asText("").equals("*") && map.equals("withoutHeaders");
                if (!present) {
                    text(entry.getValue(), field, false, delegating, report);
                }
            });
        }
        int port = match.path("port").asInt();
        if (port > MAX_PORT) {
            report.refused("invalid-port", path + ".port: " + port + " is no port", "");
        }
        match.path("gateways").forEach(gateway -> HostRules.gatewayName(gateway.asText(), report));
        source(match, path, report);
    }

    private static void source(JsonNode match, Place path, Report report) {
        String namespace = match.path("sourceNamespace").asText("");
        if (!namespace.isEmpty() && !NAMESPACE.matcher(namespace).matches()) {
            report.refused("invalid-source", path + ".sourceNamespace: " + namespace + " is no namespace", "");
        }
        match.path("sourceLabels").properties().forEach(label -> {
            boolean sound = LABEL_KEY.matcher(label.getKey()).matches()
                    && LABEL_VALUE.matcher(label.getValue().asText()).matches();
            if (!sound) {
                report.refused("invalid-source", path + ".sourceLabels: " + label + " is no label", "");
            }
        });
    }

    private static void text(JsonNode match, Place field, boolean emptyPrefix, boolean delegating, Report report) {
        if (delegating && match.hasNonNull("regex")) {
            report.refused("regex-in-delegate", field + ": no regex where routes are delegated", "use exact or prefix");
            return;
        }
        TextRules.match(match, field, emptyPrefix, report);
    }

    private static void name(String name, String map, Place field, Report report) {
        if (map.equals("queryParams")) {
            if (name.isEmpty() || name.length() > MAX_PARAMETER_NAME) {
                report.poison(field + ": a parameter's name must have 1 to 1024 characters", "");
            }
        } else if (name.isEmpty()) {
            report.refused("invalid-header-name", field + ": the header's name is empty", "");
        } else {
            HeaderRules.control(name, field, report);
        }
    }
}
