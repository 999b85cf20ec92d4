package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A route of the live object that nobody owns.
 *
 * @param ordinal from 0 among the routes that nobody owns
 */
record BaseRoute(int ordinal, ObjectNode json) {

    /** Its entries of {@code match[]}; one empty entry where it has none. */
    List<ObjectNode> matches() {
        List<ObjectNode> result = new ArrayList<>();
        json.path("match").forEach(match -> {
            if (match instanceof ObjectNode object) {
                result.add(object);
            }
        });
        return result.isEmpty() ? List.of(JsonNodeFactory.instance.objectNode()) : result;
    }

    boolean forwards() {
        return json.path("route").size() > 0
                && json.path("redirect").isMissingNode()
                && json.path("directResponse").isMissingNode();
    }

    boolean delegates() {
        return json.path("delegate").isObject();
    }

    /** Ordinals of those that an experiment applies to: all of their destinations are hosts of its variants. */
    static Set<Integer> servedBy(ExperimentRouting experiment, String namespace, List<BaseRoute> base) {
        Set<String> hosts = experiment.variants().stream()
                .map(variant -> Hosts.qualified(variant.host(), namespace))
                .collect(Collectors.toSet());
        return base.stream()
                .filter(route -> route.servedBy(hosts, namespace))
                .map(BaseRoute::ordinal)
                .collect(Collectors.toSet());
    }

    /** Whether all its destinations are among the hosts, written in full. */
    boolean servedBy(Set<String> hosts, String namespace) {
        if (!forwards()) {
            return false;
        }
        for (JsonNode destination : json.path("route")) {
            String host = destination.path("destination").path("host").asText();
            if (!hosts.contains(Hosts.qualified(host, namespace))) {
                return false;
            }
        }
        return true;
    }

    /** Its name where it has one, else its position among the base routes. */
    String title() {
        String name = json.path("name").asText();
        return name.isEmpty() ? "base route " + ordinal : name;
    }
}
