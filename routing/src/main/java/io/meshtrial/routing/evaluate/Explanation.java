package io.meshtrial.routing.evaluate;

import java.util.List;

/**
 * Why a request goes where it goes.
 *
 * @param host the host pattern whose routes were compared; empty where no pattern takes the request's host
 * @param passedOver the branches compared before the one that took the request, in order
 */
public record Explanation(RouteOutcome outcome, String host, List<PassedOver> passedOver) {

    public Explanation {
        passedOver = List.copyOf(passedOver);
    }

    /**
     * A branch of a route that did not take the request.
     *
     * @param field the first field that did not match: {@code uri}, {@code headers["x-a"]}, {@code port} …
     * @param expectation what it asks for
     * @param actual what the request has
     */
    public record PassedOver(MatchedRoute route, String field, String expectation, String actual) {}
}
