package io.meshtrial.routing.evaluate;

import java.util.List;

/** What the mesh does with a request. */
public sealed interface RouteOutcome {

    /** The proxy answers before it looks at any route: unsound requests. */
    record Refused(int status, String body, String reason) implements RouteOutcome {}

    /** No route takes it: 404 with an empty body, flag NR. */
    record NoRoute() implements RouteOutcome {}

    /** A sidecar lets requests to hosts that the mesh does not know through to where they were going. */
    record PassThrough() implements RouteOutcome {}

    /** The proxy answers by itself: redirects, direct responses, CORS preflights. */
    record Answered(MatchedRoute route, Answer answer, Kind kind) implements RouteOutcome {}

    enum Kind {
        REDIRECT,
        DIRECT_RESPONSE,
        CORS_PREFLIGHT
    }

    /** The request goes to one of several destinations, drawn by weight. */
    record Forwarded(MatchedRoute route, Forwarding forwarding) implements RouteOutcome {}

    /**
     * A response that a proxy makes.
     *
     * @param body as bytes, one character each; not sent to HEAD
     */
    record Answer(int status, List<Header> headers, String body) {
        public Answer {
            headers = List.copyOf(headers);
        }
    }
}
