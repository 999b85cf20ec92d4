package io.meshtrial.routing.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be written so that a DestinationRule has nothing of an experiment any more. A subset that somebody else's
 * routes name stays; if they are another experiment's, that one removes it in its turn.
 */
public sealed interface SubsetRemoval {

    /** There is nothing of the experiment. */
    record Nothing() implements SubsetRemoval {}

    /** JSON Patch: the fence, the subsets from the last to the first, the annotation. */
    record Patch(MeshObject rule, ArrayNode operations) implements SubsetRemoval {}

    /** The platform made the rule and nobody needs it any more. */
    record Delete(MeshObject rule) implements SubsetRemoval {}

    /**
     * Made after the experiment's routes are gone.
     *
     * @param virtualServices every one that can be seen
     */
    static SubsetRemoval of(String experiment, MeshObject rule, List<MeshObject> virtualServices) {
        String text = rule.annotation(SubsetPlan.ANNOTATION);
        Set<String> marks = new LinkedHashSet<>();
        Set<String> own = new LinkedHashSet<>();
        for (String mark : text == null ? new String[0] : text.strip().split("\\s+", -1)) {
            if (mark.startsWith(experiment + "=")) {
                own.add(mark.substring(experiment.length() + 1));
            } else if (!mark.isEmpty()) {
                marks.add(mark);
            }
        }
        if (own.isEmpty()) {
            return new Nothing();
        }
        SubsetUsers users = new SubsetUsers(EffectiveRule.host(rule), virtualServices);
        Set<String> removed = new TreeSet<>();
        for (String subset : own) {
            List<String> others = users.experiments(subset, experiment);
            others.forEach(other -> marks.add(other + "=" + subset));
            boolean shared = marks.stream().anyMatch(mark -> mark.endsWith("=" + subset));
            if (!shared && !users.hasForeign(subset)) {
                removed.add(subset);
            }
        }
        boolean deletable = "true".equals(rule.annotation(SubsetPlan.OWNED)) && marks.isEmpty() && removed.equals(own);
        return deletable ? new Delete(rule) : patch(rule, removed, marks);
    }

    private static Patch patch(MeshObject rule, Set<String> removed, Set<String> marks) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        String version = rule.resourceVersion();
        if (version != null) {
            operation(operations, "replace", "/metadata/resourceVersion").put("value", version);
        }
        List<Integer> places = places(rule, removed);
        if (!places.isEmpty() && places.size() == rule.spec().path("subsets").size()) {
            operation(operations, "remove", "/spec/subsets");
        } else {
            places.reversed().forEach(place -> operation(operations, "remove", "/spec/subsets/" + place));
        }
        String path = "/metadata/annotations/" + SubsetPlan.ANNOTATION.replace("/", "~1");
        if (marks.isEmpty()) {
            operation(operations, "remove", path);
        } else {
            operation(operations, "replace", path).put("value", String.join(" ", marks));
        }
        return new Patch(rule, operations);
    }

    private static List<Integer> places(MeshObject rule, Set<String> removed) {
        List<Integer> places = new ArrayList<>();
        int place = 0;
        for (JsonNode subset : rule.spec().path("subsets")) {
            if (removed.contains(subset.path("name").asText())) {
                places.add(place);
            }
            place++;
        }
        return places;
    }

    private static ObjectNode operation(ArrayNode operations, String op, String path) {
        return operations.addObject().put("op", op).put("path", path);
    }
}
