package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The net effect of a base route's header operations on one of its destinations, in one direction: removes, then sets,
 * then adds. With a single destination both levels are one list (all removes, all sets of which the destination's wins,
 * all adds with the route's first); with several the destination's whole list runs first and the route's after it, so
 * that the route wins. Recorded in all pairs.
 *
 * <p>An operation with an empty value does nothing, as recorded.
 *
 * @param set by name as written
 * @param adds values by name in lower case, in the order in which they are appended
 * @param names spelling of the names in {@code adds}
 */
record HeaderPlan(
        Set<String> removes, Map<String, JsonNode> set, Map<String, List<JsonNode>> adds, Map<String, String> names) {

    /**
     * @param route the operations of one direction at the route's level, may be missing
     * @param destination those of the destination, may be missing
     */
    static HeaderPlan of(JsonNode route, JsonNode destination, boolean single) {
        return single ? merged(route, destination) : routeLast(route, destination);
    }

    private static HeaderPlan merged(JsonNode route, JsonNode destination) {
        HeaderPlan plan = new HeaderPlan(
                new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (JsonNode level : List.of(route, destination)) {
            level.path("remove").forEach(name -> plan.removes.add(name.asText()));
            operations(level, "set").forEach(entry -> plan.put(entry.getKey(), entry.getValue()));
            operations(level, "add").forEach(entry -> plan.append(entry.getKey(), entry.getValue()));
        }
        return plan;
    }

    private static HeaderPlan routeLast(JsonNode route, JsonNode destination) {
        Set<String> overruled = new LinkedHashSet<>();
        route.path("remove").forEach(name -> overruled.add(lower(name.asText())));
        operations(route, "set").forEach(entry -> overruled.add(lower(entry.getKey())));
        HeaderPlan plan = new HeaderPlan(
                new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (boolean last : new boolean[] {false, true}) {
            JsonNode level = last ? route : destination;
            level.path("remove").forEach(name -> plan.removes.add(name.asText()));
            operations(level, "set").stream()
                    .filter(entry -> last || !overruled.contains(lower(entry.getKey())))
                    .forEach(entry -> plan.put(entry.getKey(), entry.getValue()));
            operations(level, "add").stream()
                    .filter(entry -> last || !overruled.contains(lower(entry.getKey())))
                    .forEach(entry -> plan.append(entry.getKey(), entry.getValue()));
        }
        return plan;
    }

    private static List<Map.Entry<String, JsonNode>> operations(JsonNode level, String kind) {
        return level.path(kind).properties().stream()
                .filter(entry -> !entry.getValue().asText().isEmpty())
                .toList();
    }

    void put(String name, JsonNode value) {
        set.keySet().removeIf(other -> other.equalsIgnoreCase(name));
        set.put(name, value);
    }

    void append(String name, JsonNode value) {
        adds.computeIfAbsent(lower(name), _ -> new ArrayList<>()).add(value);
        names.putIfAbsent(lower(name), name);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
