package io.meshtrial.rules.evaluate;

import java.util.List;

/**
 * What is known of a request when Envoy begins to match it.
 *
 * @param authority as the client sent it, port included
 * @param path path and query as they stand in the request line
 * @param headers in order, repeated ones separately; pseudo-headers and {@code host} are no part of them; over HTTP/2
 *     several cookie fields come as one, joined with {@code "; "}
 */
public record RequestFacts(String method, String authority, String path, List<HeaderField> headers) {

    /** @param name in any case */
    public record HeaderField(String name, String value) {}

    public RequestFacts {
        headers = List.copyOf(headers);
    }
}
