package io.meshtrial.routing.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A route that sends requests on, ready to run.
 *
 * @param arms header operations and authority of each destination, in the order of {@code destinations}
 * @param route operations of the route itself, applied after an arm's; those of a single destination stand here too
 * @param split whether the route names several destinations, zero weights included
 */
record ForwardAction(
        String routeName,
        List<WeightedDestination> destinations,
        List<Arm> arms,
        Arm route,
        boolean split,
        long totalWeight,
        Rewrite rewrite,
        List<Mirror> mirrors,
        @Nullable Fault fault,
        @Nullable Duration timeout,
        @Nullable Retries retries,
        @Nullable CorsPolicy cors)
        implements RouteAction {

    /** What is done to requests and responses on one level. */
    record Arm(HeaderOperations request, HeaderOperations response, String authority) {
        static final Arm NONE = new Arm(HeaderOperations.NONE, HeaderOperations.NONE, "");
    }

    @Override
    public RouteOutcome perform(MatchedRoute route, SeenRequest request, int matched) {
        String origin = cors == null || !CorsPolicy.isPreflight(request) ? null : cors.allowedOrigin(request);
        if (cors != null && origin != null) {
            return new RouteOutcome.Answered(
                    route, new RouteOutcome.Answer(200, cors.preflight(origin), ""), RouteOutcome.Kind.CORS_PREFLIGHT);
        }
        return new RouteOutcome.Forwarded(route, new Forwarding(this, request, matched));
    }

    WeightedDestination draw(long ticket) {
        long rest = ticket;
        for (WeightedDestination destination : destinations) {
            rest -= destination.weight();
            if (rest < 0) {
                return destination;
            }
        }
        throw new IllegalArgumentException("ticket " + ticket + " is not below the total weight " + totalWeight);
    }

    UpstreamRequest upstream(WeightedDestination destination, SeenRequest request, int matched) {
        HeaderLines lines = new HeaderLines(HeaderNames.INLINE_IN_REQUESTS, request.headers());
        OperatorValues values =
                new OperatorValues(request, request.authority(), request.pathAndQuery(), lines, null, routeName);
        Arm arm = arms.get(destination.index());
        arm.request().apply(lines, values);
        route.request().apply(lines, values);
        String authority = request.authority();
        for (String replacement : List.of(arm.authority(), route.authority())) {
            authority = replacement.isEmpty() ? authority : replacement;
        }
        String path = rewrite.apply(request.path(), matched) + request.query();
        return new UpstreamRequest(request.method(), authority, path, lines.toList());
    }

    List<Header> respond(
            WeightedDestination destination, SeenRequest request, UpstreamRequest sent, List<Header> headers) {
        HeaderLines lines = new HeaderLines(HeaderNames.INLINE_IN_RESPONSES, headers);
        HeaderLines requestLines = new HeaderLines(HeaderNames.INLINE_IN_REQUESTS, sent.headers());
        OperatorValues values =
                new OperatorValues(request, sent.authority(), sent.path(), requestLines, lines, routeName);
        arms.get(destination.index()).response().apply(lines, values);
        route.response().apply(lines, values);
        String origin = cors == null ? null : cors.allowedOrigin(request);
        if (cors != null && origin != null) {
            cors.decorate(origin, lines);
        }
        return lines.toList();
    }

    List<HeaderChange> changes(WeightedDestination destination) {
        Arm arm = arms.get(destination.index());
        List<HeaderChange> changes = new ArrayList<>(arm.request().changes(HeaderChange.Message.REQUEST));
        changes.addAll(route.request().changes(HeaderChange.Message.REQUEST));
        changes.addAll(arm.response().changes(HeaderChange.Message.RESPONSE));
        changes.addAll(route.response().changes(HeaderChange.Message.RESPONSE));
        return changes;
    }

    /** A header name that cannot be sent: the proxy answers 503 instead. */
    Optional<String> invalidHeader(WeightedDestination destination) {
        return arms.get(destination.index()).request().then(route.request()).invalidNames().stream()
                .findFirst();
    }
}
