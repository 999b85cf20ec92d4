package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What was looked at before and found sound. Most texts stand in many routes, and clones share what they inherit.
 *
 * @param shapes elements of lists whose fields are of the right types, the very same nodes
 * @param parts entries of {@code match[]} and lists of destinations that break no rule, the very same nodes
 */
record Sound(Set<String> regexes, Set<String> hosts, Set<JsonNode> shapes, Set<JsonNode> parts) {

    static Sound nothingYet() {
        return new Sound(
                new HashSet<>(),
                new HashSet<>(),
                Collections.newSetFromMap(new IdentityHashMap<>()),
                Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /**
     * Looks at a node unless that was done, and remembers it where there was nothing to report. Texts and numbers are not
     * remembered: equal ones may be one and the same node, wherever they stand.
     */
    static void look(JsonNode node, Set<JsonNode> known, Report report, Runnable look) {
        if (known.contains(node)) {
            return;
        }
        int before = report.size();
        look.run();
        if (report.size() == before && node.isContainerNode()) {
            known.add(node);
        }
    }
}
