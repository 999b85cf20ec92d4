package io.meshtrial.analytics.dashboard.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the next of many strings into each field that carries text from outside. */
final class Poison {

    /** Words of the protocol, which choose what is shown; identifiers that the API bounds; times, which are parsed, not shown. */
    private static final Set<String> PROTOCOL = Set.of(
            "id",
            "state",
            "word",
            "kind",
            "unit",
            "direction",
            "role",
            "scale",
            "severity",
            "change",
            "relation",
            "status",
            "type",
            "outcome",
            "at",
            "lastAt",
            "since",
            "from",
            "to",
            "asOf",
            "lastEventAt",
            "startedAt",
            "endedAt",
            "createdAt",
            "seenAt",
            "checkedAt",
            "readyAt",
            "decisionAt",
            "nextStepAt",
            "expectedDecisionAt",
            "burnInUntil",
            "snapshot",
            "point",
            "moves",
            "frozenAt",
            "minimumDuration",
            "maximumDuration",
            "minimumStep",
            "silentGrace",
            "warmUp",
            "metric",
            "variant",
            "treatments",
            "durationSumMicros",
            "durationSquaredSumMicros",
            "squaredSum",
            "sum",
            "action",
            "row",
            "trigger",
            "verdict",
            "eventSource",
            "metrics",
            "aggregation",
            "onInconclusive",
            "claimed");

    private final List<String> strings;
    private final Set<String> used = new HashSet<>();
    private int next;

    Poison(List<String> strings, int offset) {
        this.strings = strings;
        this.next = offset;
    }

    JsonNode pour(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().stream()
                    .filter(name -> !isProtocol(object, name))
                    .toList()
                    .forEach(name -> {
                        JsonNode value = object.get(name);
                        if (!value.isString()) {
                            pour(value);
                        } else {
                            object.put(name, take());
                        }
                    });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isString()) {
                    array.set(i, take());
                } else {
                    pour(array.get(i));
                }
            }
        }
        return node;
    }

    /** A variant's name is an identifier; a reason is free text where a person gave it, an owner where a definition has one. */
    private static boolean isProtocol(ObjectNode object, String name) {
        return switch (name) {
            case "name" -> object.has("role");
            case "reason" -> !object.has("actor");
            case "owner" -> !object.has("question");
            default -> PROTOCOL.contains(name);
        };
    }

    private String take() {
        String text = strings.get(next++ % strings.size());
        used.add(text);
        return text;
    }

    Set<String> used() {
        return used;
    }
}
