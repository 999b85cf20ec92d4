package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.rules.model.Share;

/** A copy of a share of what the experiment's routes serve, added to whatever mirrors the base route has. */
record MirrorDecoration(ObjectNode destination, Share share) {

    private static final int PARTS_PER_PERCENT = Share.WHOLE / 100;

    void addTo(ObjectNode route) {
        ArrayNode mirrors = JsonNodeFactory.instance.arrayNode();
        // The base's own list is shared with the route.
        route.path("mirrors").forEach(mirrors::add);
        if (route.has("mirror")) {
            mirrors.add(single(route));
        }
        ObjectNode mine = mirrors.addObject();
        mine.set("destination", destination);
        // Written as a whole number where it is one, as it will be read back.
        ObjectNode percentage = mine.putObject("percentage");
        if (share.parts() % PARTS_PER_PERCENT == 0) {
            percentage.put("value", share.parts() / PARTS_PER_PERCENT);
        } else {
            percentage.put("value", (double) share.parts() / PARTS_PER_PERCENT);
        }
        route.set("mirrors", mirrors);
    }

    /** {@code mirror} and {@code mirrors} exclude one another; no percentage means all, an empty one none. */
    private static ObjectNode single(ObjectNode route) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.set("destination", route.remove("mirror"));
        JsonNode whole = route.remove("mirrorPercent");
        JsonNode percentage = route.remove("mirrorPercentage");
        if (percentage != null) {
            entry.set("percentage", percentage.isEmpty() ? none() : percentage);
        } else if (whole != null) {
            entry.putObject("percentage").set("value", whole);
        }
        return entry;
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode().put("value", 0);
    }
}
