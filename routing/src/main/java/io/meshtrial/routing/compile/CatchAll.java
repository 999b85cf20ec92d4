package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Entries of {@code match[]} that istiod takes for catch-alls: it sends nothing after them and merges them last. */
final class CatchAll {

    private static final List<String> NARROWING =
            List.of("headers", "withoutHeaders", "queryParams", "method", "authority", "scheme");

    private CatchAll() {}

    static boolean is(JsonNode match) {
        JsonNode uri = match.path("uri");
        boolean everyPath = uri.size() == 0
                || uri.path("regex").asText().equals(".*")
                || (!uri.has("regex") && uri.path("prefix").asText().equals("/"));
        return everyPath
                && NARROWING.stream().allMatch(field -> match.path(field).size() == 0);
    }
}
