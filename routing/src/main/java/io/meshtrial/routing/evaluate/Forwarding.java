package io.meshtrial.routing.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one request is sent on: where to, as what, and what becomes of the answer. */
public final class Forwarding {

    private final ForwardAction action;
    private final SeenRequest request;
    private final int matched;

    Forwarding(ForwardAction action, SeenRequest request, int matched) {
        this.action = action;
        this.request = request;
        this.matched = matched;
    }

    /** The arms of the split; at least one, unless all weights are zero. */
    public List<WeightedDestination> destinations() {
        return action.destinations();
    }

    /** Whether the route names several destinations; weights of zero may have left one. */
    public boolean isSplit() {
        return action.split();
    }

    public long totalWeight() {
        return action.totalWeight();
    }

    /**
     * The arm that a draw chooses.
     *
     * @param ticket uniform in [0, {@link #totalWeight()})
     */
    public WeightedDestination draw(long ticket) {
        return action.draw(ticket);
    }

    /** The request as it goes to a destination: path, authority and headers changed. Computed at each call. */
    public UpstreamRequest upstream(WeightedDestination destination) {
        return action.upstream(destination, request, matched);
    }

    /** Header operations on the way to a destination and back, as they are written, in the order in which they are done. */
    public List<HeaderChange> headerChanges(WeightedDestination destination) {
        return action.changes(destination);
    }

    /** The response headers that the client gets, for those that the destination gave. */
    public List<Header> respond(WeightedDestination destination, List<Header> headers) {
        return action.respond(destination, request, upstream(destination), headers);
    }

    /** What the proxy answers where the destination cannot be reached, with the route's response headers. */
    public Optional<RouteOutcome.Answer> unreachable(WeightedDestination destination) {
        return switch (destination.reachability()) {
            case REACHABLE ->
                action.invalidHeader(destination).map(name -> answer(destination, 503, "invalid header name: " + name));
            case NO_ENDPOINTS -> Optional.of(answer(destination, 503, "no healthy upstream"));
            case UNKNOWN_HOST, UNKNOWN_SUBSET -> Optional.of(answer(destination, 503, ""));
        };
    }

    /** An answer of the proxy's own in a destination's stead (an abort, a timeout, a failed connection). */
    public RouteOutcome.Answer answer(WeightedDestination destination, int status, String body) {
        return new RouteOutcome.Answer(status, respond(destination, List.of()), body);
    }

    /** What an injected abort answers. */
    public RouteOutcome.Answer aborted(WeightedDestination destination, Fault.Abort abort) {
        return answer(destination, abort.status(), "fault filter abort");
    }

    public @Nullable Fault fault() {
        return action.fault();
    }

    public List<Mirror> mirrors() {
        return action.mirrors();
    }

    /** Time for the whole exchange, retries included; null where there is no limit. */
    public @Nullable Duration timeout() {
        return action.timeout();
    }

    /** Null where nothing is retried. */
    public @Nullable Retries retries() {
        return action.retries();
    }
}
