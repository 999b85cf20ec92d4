package io.meshtrial.routing.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * A request as a client sends it to a listener, before the proxy has done anything to it.
 *
 * @param method as sent; methods are case-sensitive
 * @param authority the Host header or {@code :authority}, with its port if it has one; empty where none was sent
 * @param target path and query as sent, or an absolute URL
 * @param headers in order, repeated ones included; neither Host nor pseudo headers
 * @param clientAddress the peer's IP address without port
 * @param requestId the id that the proxy gives this request: {@code x-request-id} of what is sent on
 */
public record RequestFacts(
        String method,
        String authority,
        String target,
        List<Header> headers,
        HttpVersion version,
        String clientAddress,
        String requestId) {

    public RequestFacts {
        headers = List.copyOf(headers);
    }

    /** An HTTP/1.1 request from this machine with an id of zeros, for explanations and tests. */
    public static RequestFacts of(String method, String authority, String target, List<Header> headers) {
        return new RequestFacts(
                method,
                authority,
                target,
                headers,
                HttpVersion.HTTP_1_1,
                "127.0.0.1",
                "00000000-0000-4000-8000-000000000000");
    }

    public static RequestFacts get(String authority, String target) {
        return of("GET", authority, target, List.of());
    }

    /** The same request with one more header, whose value is text. */
    public RequestFacts with(String name, String text) {
        List<Header> more = new ArrayList<>(headers);
        more.add(Header.ofText(name, text));
        return new RequestFacts(method, authority, target, more, version, clientAddress, requestId);
    }

    public RequestFacts withMethod(String other) {
        return new RequestFacts(other, authority, target, headers, version, clientAddress, requestId);
    }

    public RequestFacts withVersion(HttpVersion other) {
        return new RequestFacts(method, authority, target, headers, other, clientAddress, requestId);
    }

    public RequestFacts withClient(String address, String id) {
        return new RequestFacts(method, authority, target, headers, version, address, id);
    }
}
