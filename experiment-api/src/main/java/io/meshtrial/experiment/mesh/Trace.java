package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.destination.SubsetPlan;
import io.meshtrial.routing.object.MeshObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What one object of the mesh has of the platform's.
 *
 * @param traces ready to show: owned routes, marked subsets, annotations
 */
@Schema(name = "Trace")
public record Trace(String kind, String namespace, String name, List<String> traces) {

    private static final String ROUTES = "meshtrial/";
    private static final String PREFIX = "meshtrial.io/";

    /** Given by whoever owns the object, and theirs to take back. */
    private static final String PERMISSION = PREFIX + "allow-base-rewrite";

    public Trace {
        traces = List.copyOf(traces);
    }

    static Trace of(MeshObject object) {
        List<String> found = new ArrayList<>();
        object.http().forEach(route -> {
            String name = route.path("name").asText();
            if (name.startsWith(ROUTES)) {
                found.add("route " + name);
            }
        });
        object.metadata().path("annotations").properties().forEach(annotation -> {
            String name = annotation.getKey();
            if (name.equals(SubsetPlan.ANNOTATION)) {
                for (String mark : annotation.getValue().asText().split("\\s+", -1)) {
                    String[] parts = mark.split("=", 2);
                    found.add(parts.length == 2 ? "subset " + parts[1] + " of " + parts[0] : "annotation " + name);
                }
            } else if (name.startsWith(PREFIX) && !name.equals(PERMISSION)) {
                found.add("annotation " + name);
            }
        });
        return new Trace(object.kind(), object.namespace(), object.name(), found);
    }
}
