package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * A VirtualService's spec in two parts, as one experiment sees it.
 *
 * @param base everything that no experiment owns
 * @param owned the experiment's routes, in order
 */
record PublishedSpec(JsonNode base, JsonNode owned) {

    static PublishedSpec of(MeshObject object, String experiment) {
        RouteOwnership ownership = RouteOwnership.of(object, List.of());
        ObjectNode base = object.spec().isObject() ? object.spec().deepCopy() : JsonNodeFactory.instance.objectNode();
        base.putArray("http").addAll(ownership.base());
        ArrayNode owned = JsonNodeFactory.instance.arrayNode();
        ownership.of(experiment).forEach(element -> owned.add(element.json()));
        return new PublishedSpec(base, owned);
    }

    JsonNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("base", base);
        json.set("owned", owned);
        return json;
    }

    static PublishedSpec read(JsonNode json) {
        return new PublishedSpec(json.path("base"), json.path("owned"));
    }
}
