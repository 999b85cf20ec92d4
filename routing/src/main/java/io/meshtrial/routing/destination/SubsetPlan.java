package io.meshtrial.routing.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must be written so that a host has a subset. */
public sealed interface SubsetPlan {

    /** Lists the subsets that experiments added, as {@code <experiment>=<subset>} with blanks between. */
    String ANNOTATION = "meshtrial.io/subsets";

    /** Marks a DestinationRule that the platform created and deletes again. */
    String OWNED = "meshtrial.io/created";

    /** It is there. */
    record Nothing() implements SubsetPlan {}

    /**
     * JSON Patch on the DestinationRule of the host: the fence, the subset, and the annotation that remembers it.
     *
     * @param after the rule as the patch leaves it
     */
    record Add(MeshObject rule, ArrayNode operations, MeshObject after) implements SubsetPlan {}

    /** A DestinationRule of our own that says for the host what the effective one says. */
    record Create(MeshObject rule) implements SubsetPlan {}

    /** A DestinationRule of the host would hide one that cannot be copied. */
    record Refused(Finding finding) implements SubsetPlan {}

    /**
     * What a variant's host lacks.
     *
     * @param host written in full
     * @param labels that pods of the subset carry
     * @param rules DestinationRules of the namespace and of the mesh's root namespace
     */
    static SubsetPlan of(
            String experiment,
            String host,
            String namespace,
            String subset,
            Map<String, String> labels,
            List<MeshObject> rules) {
        Optional<MeshObject> own = rules.stream()
                .filter(rule -> rule.namespace().equals(namespace) && host.equals(EffectiveRule.host(rule)))
                .findFirst();
        if (own.isPresent()) {
            return has(own.get(), subset) ? new Nothing() : add(experiment, own.get(), subset, labels);
        }
        Optional<MeshObject> effective = EffectiveRule.of(host, namespace, rules);
        if (effective.isPresent() && effective.get().spec().has("workloadSelector")) {
            return new Refused(Finding.error(
                            "destination-rule-shadows",
                            "A DestinationRule for " + host + " would hide "
                                    + effective.get().title()
                                    + ", which holds for chosen workloads only and cannot be copied.")
                    .ofObject(effective.get().title()));
        }
        return new Create(created(experiment, host, namespace, subset, labels, effective));
    }

    private static boolean has(MeshObject rule, String subset) {
        for (JsonNode one : rule.spec().path("subsets")) {
            if (one.path("name").asText().equals(subset)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode subset(String name, Map<String, String> labels) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
        ObjectNode map = json.putObject("labels");
        labels.forEach(map::put);
        return json;
    }

    private static Add add(String experiment, MeshObject rule, String subset, Map<String, String> labels) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        String version = rule.resourceVersion();
        if (version != null) {
            operation(operations, "replace", "/metadata/resourceVersion").put("value", version);
        }
        if (rule.spec().has("subsets")) {
            operation(operations, "add", "/spec/subsets/-").set("value", subset(subset, labels));
        } else {
            operation(operations, "add", "/spec/subsets").putArray("value").add(subset(subset, labels));
        }
        String mark = experiment + "=" + subset;
        String known = rule.annotation(ANNOTATION);
        if (!rule.metadata().has("annotations")) {
            operation(operations, "add", "/metadata/annotations")
                    .putObject("value")
                    .put(ANNOTATION, mark);
        } else {
            operation(operations, "add", "/metadata/annotations/" + ANNOTATION.replace("/", "~1"))
                    .put("value", known == null ? mark : known + " " + mark);
        }
        return new Add(rule, operations, with(rule, subset(subset, labels), known == null ? mark : known + " " + mark));
    }

    private static MeshObject with(MeshObject rule, ObjectNode subset, String marks) {
        ObjectNode after = rule.json().deepCopy();
        after.withObject("/spec").withArray("/subsets").add(subset);
        after.withObject("/metadata").withObject("/annotations").put(ANNOTATION, marks);
        return new MeshObject(after);
    }

    private static ObjectNode operation(ArrayNode operations, String op, String path) {
        return operations.addObject().put("op", op).put("path", path);
    }

    private static MeshObject created(
            String experiment,
            String host,
            String namespace,
            String subset,
            Map<String, String> labels,
            Optional<MeshObject> effective) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "networking.istio.io/v1").put("kind", "DestinationRule");
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", "meshtrial-" + host.substring(0, host.indexOf('.')));
        metadata.put("namespace", namespace);
        metadata.putObject("annotations")
                .put(ANNOTATION, experiment + "=" + subset)
                .put(OWNED, "true");
        ObjectNode spec = object.putObject("spec").put("host", host);
        effective.ifPresent(rule -> rule.spec().properties().stream()
                .filter(entry ->
                        !entry.getKey().equals("host") && !entry.getKey().equals("exportTo"))
                .forEach(entry -> spec.set(entry.getKey(), entry.getValue().deepCopy())));
        ArrayNode subsets = spec.withArray("/subsets");
        subsets.add(subset(subset, labels));
        return new MeshObject(object);
    }
}
