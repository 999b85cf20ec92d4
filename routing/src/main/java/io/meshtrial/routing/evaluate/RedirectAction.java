package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A redirect: what is not given stays as the request has it. The query is kept unless the new path has its own.
 *
 * @param port empty, or with its colon
 */
record RedirectAction(int code, String scheme, String authority, String path, String port, LocalResponse response)
        implements RouteAction {

    static RedirectAction of(JsonNode redirect, Listener listener, String listenerScheme, LocalResponse response) {
        String scheme = redirect.path("scheme").asText("");
        int port = redirect.path("port").asInt();
        if (redirect.path("derivePort").asText("").equals("FROM_REQUEST_PORT")) {
            port = listener.port();
        }
        String effective = scheme.isEmpty() ? listenerScheme : scheme;
        boolean usual = port == 80 && effective.equals("http") || port == 443 && effective.equals("https");
        int code = redirect.path("redirectCode").asInt(301);
        return new RedirectAction(
                code == 0 ? 301 : code,
                scheme,
                redirect.path("authority").asText(""),
                Header.wire(redirect.path("uri").asText("")),
                port == 0 || usual ? "" : ":" + port,
                response);
    }

    @Override
    public RouteOutcome perform(MatchedRoute route, SeenRequest request, int matched) {
        String newScheme = scheme.isEmpty() ? request.scheme() : scheme;
        String host = authority.isEmpty() ? ownHost(request, newScheme) : authority;
        String location = newScheme + "://" + host + port + newPath(request);
        List<Header> headers = response.headers(request, List.of(new Header("location", location)));
        return new RouteOutcome.Answered(route, new RouteOutcome.Answer(code, headers, ""), RouteOutcome.Kind.REDIRECT);
    }

    private String newPath(SeenRequest request) {
        if (path.isEmpty()) {
            return request.pathAndQuery();
        }
        String whole = path.indexOf('?') >= 0 ? path : path + request.query();
        return whole.startsWith("/") ? whole : "/" + whole;
    }

    /** The request's authority; its port goes where another is given or where it was the old scheme's own. */
    private String ownHost(SeenRequest request, String newScheme) {
        String host = HostNames.withoutPort(request.authority());
        String ownPort = request.authority().substring(host.length());
        boolean schemeChanges = !newScheme.equals(request.scheme());
        boolean oldDefault = request.scheme().equals("https") ? ownPort.equals(":443") : ownPort.equals(":80");
        return !port.isEmpty() || schemeChanges && oldDefault ? host : request.authority();
    }
}
