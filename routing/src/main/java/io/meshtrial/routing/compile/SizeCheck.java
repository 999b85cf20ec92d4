package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Keeps an object well under what etcd stores and istiod sends without harm. */
final class SizeCheck {

    private static final int MOST_BYTES = 1 << 20;

    private SizeCheck() {}

    /** @param replaced elements of the live object that the routes take the place of */
    static List<Finding> of(MeshObject live, List<JsonNode> replaced, List<OwnedRoute> routes) {
        List<Finding> findings = new ArrayList<>();
        int count = live.http().size() - replaced.size() + routes.size();
        if (count > RouteCompiler.MOST_ROUTES) {
            findings.add(Finding.error(
                            "too-many-routes",
                            live.title() + " would have " + count + " routes; " + RouteCompiler.MOST_ROUTES
                                    + " are the most.")
                    .ofObject(live.title()));
        }
        // A comma goes with each.
        long bytes = JsonSize.bytes(live.json())
                - replaced.stream().mapToLong(old -> JsonSize.bytes(old) + 1).sum();
        Map<JsonNode, Long> shared = new IdentityHashMap<>();
        for (OwnedRoute route : routes) {
            bytes += JsonSize.ofObject(
                    route.json(),
                    value -> value.isArray() ? shared.computeIfAbsent(value, JsonSize::bytes) : JsonSize.bytes(value));
        }
        if (bytes > MOST_BYTES) {
            findings.add(Finding.error(
                            "object-too-large",
                            live.title() + " would have " + bytes + " bytes; " + MOST_BYTES + " are the most.")
                    .ofObject(live.title()));
        }
        return findings;
    }
}
