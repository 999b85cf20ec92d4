package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the net header operations of a clone's destinations are written: removes and sets at each destination, a first
 * added value at the destination and a second one of the same name at the route's level, which all destinations share.
 */
final class HeaderPlacement {

    private final List<HeaderPlan> plans;
    private final ObjectNode route = JsonNodeFactory.instance.objectNode();
    private final List<ObjectNode> destinations = new ArrayList<>();

    private HeaderPlacement(List<HeaderPlan> plans) {
        this.plans = plans;
    }

    /** Operations of one direction; empty objects where nothing is to be done. */
    record Placed(ObjectNode route, List<ObjectNode> destinations) {}

    /** Empty where a header would have to be added more often than two levels can say, or differently per destination. */
    static Optional<Placed> of(List<HeaderPlan> plans) {
        HeaderPlacement placement = new HeaderPlacement(plans);
        return placement.place() ? Optional.of(new Placed(placement.route, placement.destinations)) : Optional.empty();
    }

    private boolean place() {
        Set<String> added = new LinkedHashSet<>();
        for (HeaderPlan plan : plans) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            if (!plan.removes().isEmpty()) {
                plan.removes().forEach(json.withArray("/remove")::add);
            }
            plan.set().forEach((name, value) -> json.withObject("/set").set(name, value));
            destinations.add(json);
            added.addAll(plan.adds().keySet());
        }
        return added.stream().allMatch(this::add);
    }

    private boolean add(String name) {
        List<List<JsonNode>> values = plans.stream()
                .map(plan -> plan.adds().getOrDefault(name, List.of()))
                .toList();
        int most = values.stream().mapToInt(List::size).max().orElse(0);
        if (most <= 1) {
            for (int i = 0; i < plans.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    put(destinations.get(i), plans.get(i), name, values.get(i).getFirst());
                }
            }
            return true;
        }
        return most == 2 && (plans.size() == 1 ? addToSingle(name, values.getFirst()) : addToSeveral(name, values));
    }

    /** A single destination appends the route's value first. */
    private boolean addToSingle(String name, List<JsonNode> values) {
        put(route, plans.getFirst(), name, values.getFirst());
        put(destinations.getFirst(), plans.getFirst(), name, values.getLast());
        return true;
    }

    /** With several destinations the route's value comes last, and is the same for all. */
    private boolean addToSeveral(String name, List<List<JsonNode>> values) {
        JsonNode shared = values.getFirst().isEmpty() ? null : values.getFirst().getLast();
        if (shared == null
                || !values.stream()
                        .allMatch(list -> !list.isEmpty() && list.getLast().equals(shared))) {
            return false;
        }
        put(route, plans.getFirst(), name, shared);
        for (int i = 0; i < plans.size(); i++) {
            if (values.get(i).size() == 2) {
                put(destinations.get(i), plans.get(i), name, values.get(i).getFirst());
            }
        }
        return true;
    }

    private static void put(ObjectNode level, HeaderPlan plan, String name, JsonNode value) {
        level.withObject("/add").set(plan.names().getOrDefault(name, name), value);
    }
}
