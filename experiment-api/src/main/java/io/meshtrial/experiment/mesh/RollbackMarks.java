package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which live VirtualServices carry marks of rollbacks that the store may not know of. Fed by the watch. */
@Component
public class RollbackMarks {

    /** Where a mark was seen. */
    public record Place(String namespace, String virtualService) {}

    private final MeshPort mesh;
    private final Set<Place> places = ConcurrentHashMap.newKeySet();

    RollbackMarks(MeshPort mesh) {
        this.mesh = mesh;
    }

    void seen(MeshObject object) {
        if (!RollbackMark.of(object).revisions().isEmpty()) {
            places.add(new Place(object.namespace(), object.name()));
        }
    }

    public List<Place> places() {
        return List.copyOf(places);
    }

    /** Read anew; a place without marks is forgotten. */
    public Map<String, Integer> at(Place place) {
        Map<String, Integer> revisions = mesh.get(Kind.VIRTUAL_SERVICE, place.namespace(), place.virtualService())
                .map(live -> RollbackMark.of(live).revisions())
                .orElse(Map.of());
        if (revisions.isEmpty()) {
            places.remove(place);
        }
        return revisions;
    }
}
