package io.meshtrial.routing.evaluate;

import java.util.List;

/**
 * A request as the proxy sends it on.
 *
 * @param path with its query
 * @param headers names in lower case; neither Host nor pseudo headers
 */
public record UpstreamRequest(String method, String authority, String path, List<Header> headers) {

    public UpstreamRequest {
        headers = List.copyOf(headers);
    }
}
