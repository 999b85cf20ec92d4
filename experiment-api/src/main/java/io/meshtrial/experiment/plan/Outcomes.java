package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.plan.ExplainView.Answered;
import io.meshtrial.experiment.plan.ExplainView.Arm;
import io.meshtrial.experiment.plan.ExplainView.Copy;
import io.meshtrial.experiment.plan.ExplainView.HeaderOperation;
import io.meshtrial.experiment.plan.ExplainView.Injected;
import io.meshtrial.experiment.plan.ExplainView.Reached;
import io.meshtrial.routing.evaluate.Fault;
import io.meshtrial.routing.evaluate.Forwarding;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.HeaderChange;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.meshtrial.routing.evaluate.WeightedDestination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a request, field by field, as REST says it. No token is shown. */
record Outcomes(TrafficTable table, Reach reach) {

    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    /** Where it may go, in the route's order; empty where nothing is forwarded. */
    List<Arm> arms(RouteOutcome outcome) {
        return outcome instanceof RouteOutcome.Forwarded(var route, Forwarding forwarding)
                ? forwarding.destinations().stream()
                        .map(destination -> arm(forwarding, destination))
                        .toList()
                : List.of();
    }

    private Arm arm(Forwarding forwarding, WeightedDestination to) {
        Variant variant =
                table.variant(to.destination().host(), to.destination().subset());
        Reached known = reach.of(to.destination(), to.reachability());
        UpstreamRequest sent = forwarding.upstream(to);
        return new Arm(
                variant == null ? null : variant.name(),
                to.destination().host(),
                to.destination().subset().isEmpty() ? null : to.destination().subset(),
                to.destination().port(),
                to.weight(),
                known,
                status(forwarding, to, known),
                sent.authority(),
                sent.path(),
                forwarding.headerChanges(to).stream().map(Outcomes::operation).toList());
    }

    private static @Nullable Integer status(Forwarding forwarding, WeightedDestination to, Reached known) {
        if (known == Reached.UNKNOWN) {
            return null;
        }
        return known.isUnavailable()
                ? Integer.valueOf(UNAVAILABLE)
                : forwarding.unreachable(to).map(RouteOutcome.Answer::status).orElse(null);
    }

    private static HeaderOperation operation(HeaderChange change) {
        return new HeaderOperation(change.message(), change.operation(), change.name(), Redaction.text(change.value()));
    }

    /** What the proxy answers by itself; null where it sends the request on. */
    @Nullable
    Answered answered(RouteOutcome outcome) {
        return switch (outcome) {
            case RouteOutcome.Answered(var route, RouteOutcome.Answer answer, RouteOutcome.Kind kind) ->
                new Answered(
                        Answered.By.valueOf(kind.name()),
                        answer.status(),
                        headers(answer.headers()),
                        new Header("", answer.body()).text());
            case RouteOutcome.NoRoute none -> new Answered(Answered.By.NO_ROUTE, NOT_FOUND, Map.of(), "");
            case RouteOutcome.Refused refused ->
                new Answered(Answered.By.REFUSAL, refused.status(), Map.of(), refused.body());
            case RouteOutcome.Forwarded forwarded -> null;
            case RouteOutcome.PassThrough through -> null;
        };
    }

    static Map<String, List<String>> headers(List<Header> headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        headers.forEach(header ->
                map.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.text()));
        return map;
    }

    /** A fault that the route injects; null where it injects none. */
    @Nullable
    Injected injected(RouteOutcome outcome) {
        Fault fault =
                outcome instanceof RouteOutcome.Forwarded(var route, Forwarding forwarding) ? forwarding.fault() : null;
        if (fault == null) {
            return null;
        }
        Fault.Delay delay = fault.delay();
        Fault.Abort abort = fault.abort();
        return new Injected(
                delay == null ? null : delay.time().toMillis(),
                delay == null ? null : delay.percentage(),
                abort == null ? null : abort.status(),
                abort == null ? null : abort.percentage());
    }

    List<Copy> copies(RouteOutcome outcome) {
        return outcome instanceof RouteOutcome.Forwarded(var route, Forwarding forwarding)
                ? forwarding.mirrors().stream()
                        .map(mirror -> new Copy(
                                mirror.destination().host(),
                                mirror.destination().subset().isEmpty()
                                        ? null
                                        : mirror.destination().subset(),
                                mirror.destination().port(),
                                mirror.percentage(),
                                reach.of(mirror.destination(), mirror.reachability())))
                        .toList()
                : List.of();
    }
}
