package io.meshtrial.routing.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as routes see it, and as it would be sent on if no route changed it: after the proxy's own work on path and
 * headers.
 *
 * @param path normalised, without query
 * @param query with its question mark, or empty
 * @param headers lower-case names
 */
record SeenRequest(
        RequestFacts facts,
        String method,
        String scheme,
        String authority,
        String path,
        String query,
        List<Header> headers) {

    String pathAndQuery() {
        return query.isEmpty() ? path : path + query;
    }

    @Nullable
    String first(String name) {
        for (Header header : headers) {
            if (header.name().equals(name)) {
                return header.value();
            }
        }
        return null;
    }
}
