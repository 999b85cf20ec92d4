package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Whether the members of a recording are what they must be, so that whatever reads them later can rely on it. */
final class RecordedShape {

    private static final List<String> VIAS = List.of("gateway", "second", "sidecar");

    private RecordedShape() {}

    static void check(JsonNode recording, String place) throws UnreadableRecordingException {
        object(recording, "virtualService", place);
        for (String list : List.of("otherVirtualServices", "destinationRules", "extra")) {
            for (JsonNode each : list(recording, list, place)) {
                require(each.isObject(), place, list, "a list of objects");
            }
        }
        for (String list : List.of("watch", "watchResponse", "validation")) {
            for (JsonNode each : list(recording, list, place)) {
                require(each.isTextual(), place, list, "a list of texts");
            }
        }
        JsonNode via = recording.path("via");
        require(absent(via) || VIAS.contains(via.asText()), place, "via", "one of " + VIAS);
        list(recording, "requests", place);
    }

    static void checkRequest(JsonNode request, String place) throws UnreadableRecordingException {
        for (String text : List.of("method", "path")) {
            require(request.path(text).isTextual(), place, text, "a text, and must be there");
        }
        JsonNode authority = request.path("authority");
        require(absent(authority) || authority.isTextual(), place, "authority", "a text or null");
        JsonNode via = request.path("via");
        require(absent(via) || VIAS.contains(via.asText()), place, "via", "one of " + VIAS);
        JsonNode count = request.path("n");
        require(absent(count) || (count.isInt() && count.asInt() > 0), place, "n", "a whole number above 0");
        for (String map : List.of("served", "status", "weights", "mirrored")) {
            counts(request, map, place);
        }
        pairs(request, "headers", place);
        pairs(request, "responseHeaders", place);
        JsonNode upstream = request.path("upstream");
        require(absent(upstream) || upstream.isObject(), place, "upstream", "an object");
        pairs(upstream, "headers", place + ", upstream");
        if (request.hasNonNull("cookieJar")) {
            flow(request, place);
        } else {
            require(request.hasNonNull("status"), place, "status", "an object of counts, and must be there");
        }
    }

    private static void flow(JsonNode request, String place) throws UnreadableRecordingException {
        for (String number : List.of("clients", "steps")) {
            boolean positive = request.path("cookieJar").path(number).asInt() > 0;
            require(positive, place, "cookieJar." + number, "a whole number above 0");
        }
        pairs(request.path("cookieJar"), "start", place + ", cookieJar");
        object(request, "flow", place);
        counts(request.path("flow"), "first", place + ", flow");
        counts(request.path("flow"), "cookiesAtEnd", place + ", flow");
    }

    private static void counts(JsonNode holder, String name, String place) throws UnreadableRecordingException {
        JsonNode counts = holder.path(name);
        require(absent(counts) || counts.isObject(), place, name, "an object of counts");
        for (JsonNode count : counts) {
            require(count.isIntegralNumber(), place, name, "an object of counts");
        }
    }

    private static void pairs(JsonNode holder, String name, String place) throws UnreadableRecordingException {
        for (JsonNode pair : list(holder, name, place)) {
            boolean isPair =
                    pair.size() == 2 && pair.path(0).isTextual() && pair.path(1).isTextual();
            require(isPair, place, name, "a list of pairs of texts");
        }
    }

    private static JsonNode list(JsonNode holder, String name, String place) throws UnreadableRecordingException {
        JsonNode list = holder.path(name);
        require(absent(list) || list.isArray(), place, name, "a list");
        return list;
    }

    private static void object(JsonNode holder, String name, String place) throws UnreadableRecordingException {
        require(holder.path(name).isObject(), place, name, "an object, and must be there");
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static void require(boolean holds, String place, String name, String expected)
            throws UnreadableRecordingException {
        if (!holds) {
            throw new UnreadableRecordingException(place + ": \"" + name + "\" must be " + expected);
        }
    }
}
