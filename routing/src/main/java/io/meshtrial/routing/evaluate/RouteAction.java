package io.meshtrial.routing.evaluate;

/** What a route does once it has taken a request. */
interface RouteAction {

    /** @param matched how many characters of the path the route matched */
    RouteOutcome perform(MatchedRoute route, SeenRequest request, int matched);
}
