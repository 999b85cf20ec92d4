package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.destination.SubsetPlan;
import io.meshtrial.routing.object.MeshObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one object of the mesh has of the platform's.
 *
 * @param traces ready to show: owned routes, marked subsets, annotations
 * @param marked experiments whose mark stands there at a subset: what was added for them
 */
@Schema(name = "Trace")
public record Trace(String kind, String namespace, String name, List<String> traces, List<String> marked) {

    private static final String ROUTES = "meshtrial/";
    private static final String PREFIX = "meshtrial.io/";

    /** Given by whoever owns the object, and theirs to take back. */
    private static final String PERMISSION = PREFIX + "allow-base-rewrite";

    public Trace {
        traces = List.copyOf(traces);
        marked = List.copyOf(marked);
    }

    static Trace of(MeshObject object) {
        List<String> found = new ArrayList<>();
        SortedSet<String> marked = new TreeSet<>();
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
                    if (parts.length == 2) {
                        marked.add(parts[0]);
                    }
                }
            } else if (name.startsWith(PREFIX) && !name.equals(PERMISSION)) {
                found.add("annotation " + name);
            }
        });
        return new Trace(object.kind(), object.namespace(), object.name(), found, List.copyOf(marked));
    }
}
