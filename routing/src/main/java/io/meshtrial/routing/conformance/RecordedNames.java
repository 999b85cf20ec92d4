package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.object.MeshObject;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers that a recording speaks of: those that it watched, those that it shows, and those that its VirtualServices
 * set, add or remove.
 */
final class RecordedNames {

    private RecordedNames() {}

    static Set<String> inRequest(Recording recording, JsonNode shown) {
        return names(recording, "request", shown, recording.watched());
    }

    static Set<String> inResponse(Recording recording, JsonNode shown) {
        return names(recording, "response", shown, recording.watchedInResponse());
    }

    private static Set<String> names(Recording recording, String side, JsonNode shown, Iterable<String> watched) {
        Set<String> names = new TreeSet<>();
        watched.forEach(names::add);
        RecordedRequest.headers(shown).stream().map(Header::name).forEach(names::add);
        for (MeshObject object : recording.objects()) {
            for (JsonNode route : object.http()) {
                operations(route.path("headers").path(side), names);
                route.path("route")
                        .forEach(arm -> operations(arm.path("headers").path(side), names));
            }
        }
        names.removeIf(name -> name.startsWith(":") || name.equals("host") && shown.isEmpty());
        return names;
    }

    private static void operations(JsonNode operations, Set<String> names) {
        operations.path("set").properties().forEach(entry -> names.add(lower(entry.getKey())));
        operations.path("add").properties().forEach(entry -> names.add(lower(entry.getKey())));
        operations.path("remove").forEach(name -> names.add(lower(name.asText())));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
