package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What stands behind a service.
 *
 * @param known whether the objects say; where they do not, something is taken to be there
 */
record Endpoints(boolean known, List<Map<String, String>> labels) {

    private static final Endpoints NOT_KNOWN = new Endpoints(false, List.of());

    boolean anyWith(Map<String, String> wanted) {
        return !known || labels.stream().anyMatch(each -> Labels.select(wanted, each));
    }

    /** A Kubernetes service's pods; not known where no pod is among the objects. */
    static Endpoints ofService(MeshObject service, Collection<MeshObject> objects) {
        boolean podsGiven = objects.stream().anyMatch(object -> object.kind().equals("Pod"));
        JsonNode selector = service.spec().path("selector");
        return podsGiven && selector.isObject() ? selected(service, selector, objects) : NOT_KNOWN;
    }

    static Endpoints ofEntry(MeshObject entry, Collection<MeshObject> objects) {
        JsonNode inline = entry.spec().path("endpoints");
        if (inline.isArray() && !inline.isEmpty()) {
            List<Map<String, String>> labels = new ArrayList<>();
            inline.forEach(endpoint -> labels.add(Labels.of(endpoint.path("labels"))));
            return new Endpoints(true, labels);
        }
        JsonNode selector = entry.spec().at("/workloadSelector/labels");
        return selector.isObject() ? selected(entry, selector, objects) : NOT_KNOWN;
    }

    private static Endpoints selected(MeshObject service, JsonNode selector, Collection<MeshObject> objects) {
        Map<String, String> wanted = Labels.of(selector);
        List<Map<String, String>> found = new ArrayList<>();
        for (MeshObject object : objects) {
            if (!object.namespace().equals(service.namespace())) {
                continue;
            }
            Map<String, String> labels = switch (object.kind()) {
                case "Pod" -> Labels.of(object.metadata().path("labels"));
                case "WorkloadEntry" -> Labels.of(object.spec().path("labels"));
                default -> Map.of();
            };
            if (!labels.isEmpty() && Labels.select(wanted, labels)) {
                found.add(labels);
            }
        }
        return new Endpoints(true, found);
    }
}
