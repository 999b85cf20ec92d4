package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.HttpVersion;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a request on the wire to the facts that routes look at. */
final class RequestReader {

    private RequestReader() {}

    static RequestFacts facts(HttpServerRequest request, String requestId) {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : request.headers()) {
            if (!header.getKey().equalsIgnoreCase("host") && !header.getKey().equalsIgnoreCase("expect")) {
                headers.add(new Header(header.getKey(), header.getValue()));
            }
        }
        boolean second = request.version() == io.vertx.core.http.HttpVersion.HTTP_2;
        return new RequestFacts(
                request.method().name(),
                authority(request),
                request.uri(),
                headers,
                second ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1,
                request.remoteAddress().hostAddress(),
                requestId);
    }

    /** Why no proxy would let the request's framing through, if so: the ways in which requests are smuggled. */
    static Optional<String> unsound(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> encodings = headers.getAll("transfer-encoding");
        if (!encodings.isEmpty() && headers.contains("content-length")) {
            return Optional.of("both content-length and transfer-encoding");
        }
        if (encodings.size() > 1
                || encodings.size() == 1 && !encodings.getFirst().equalsIgnoreCase("chunked")) {
            return Optional.of("a transfer-encoding other than chunked");
        }
        if (headers.getAll("content-length").size() > 1) {
            return Optional.of("several content-lengths");
        }
        List<String> hosts = headers.getAll("host");
        if (hosts.size() > 1 || hosts.isEmpty() && request.version() == io.vertx.core.http.HttpVersion.HTTP_1_1) {
            return Optional.of("not exactly one host");
        }
        return Optional.empty();
    }

    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return request.headers().contains("transfer-encoding")
                || length != null && !length.strip().equals("0");
    }

    private static String authority(HttpServerRequest request) {
        String host = request.getHeader("host");
        HostAndPort authority = host == null ? request.authority() : null;
        if (authority != null) {
            return authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        }
        return host == null ? "" : host;
    }
}
