package io.meshtrial.localmesh.edge;

import java.net.URI;

/** Where the Kubernetes API is, and the token that opens it. */
record ApiAddress(String host, int port, String token) {

    static ApiAddress of(String url, String token) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("the API's address is http://HOST:PORT, not \"" + url + "\"");
        }
        return new ApiAddress(uri.getHost(), uri.getPort(), token);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
