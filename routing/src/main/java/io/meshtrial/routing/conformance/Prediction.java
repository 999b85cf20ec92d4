package io.meshtrial.routing.conformance;

import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.Fault;
import io.meshtrial.routing.evaluate.Forwarding;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.Mirror;
import io.meshtrial.routing.evaluate.Reachability;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.meshtrial.routing.evaluate.WeightedDestination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All ways in which the evaluator says that a request may be answered.
 *
 * @param weights as the proxies have them; empty for a single destination
 * @param mirrored share of requests that each workload gets a copy of
 */
public record Prediction(
        List<Possible> possible, Map<String, Long> weights, Map<String, Double> mirrored, boolean passedThrough) {

    /** @param behaviour what the workload is asked to do; empty for nothing */
    public static Prediction of(RouteTable table, RequestFacts request, String behaviour) {
        return switch (table.evaluate(request)) {
            case RouteOutcome.Refused refused -> local("", refused.status(), List.of(), refused.body());
            case RouteOutcome.NoRoute none -> local("", 404, List.of(), "");
            case RouteOutcome.PassThrough passed -> new Prediction(List.of(), Map.of(), Map.of(), true);
            case RouteOutcome.Answered answered -> {
                RouteOutcome.Answer answer = answered.answer();
                yield local(answered.route().name(), answer.status(), answer.headers(), answer.body());
            }
            case RouteOutcome.Forwarded forwarded ->
                new Forwarded(table, forwarded.route().name(), forwarded.forwarding(), behaviour).prediction();
        };
    }

    /** Share of each status. */
    public Map<String, Double> statuses() {
        Map<String, Double> shares = new LinkedHashMap<>();
        possible.forEach(each -> shares.merge(Integer.toString(each.status()), each.share(), Double::sum));
        return shares;
    }

    /** Share of each workload; less than 1 together where some requests reach none. */
    public Map<String, Double> served() {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (Possible each : possible) {
            each.served()
                    .forEach(workload ->
                            shares.merge(workload, each.share() / each.served().size(), Double::sum));
        }
        return shares;
    }

    private static Prediction local(String route, int status, List<Header> headers, String body) {
        Possible only = new Possible(1, route, status, List.of(), null, headers, body, 0);
        return new Prediction(List.of(only), Map.of(), Map.of(), false);
    }

    /** A request that is sent on: every arm, with and without an injected abort. */
    private record Forwarded(RouteTable table, String route, Forwarding forwarding, String behaviour) {

        Prediction prediction() {
            List<Possible> possible = new ArrayList<>();
            for (WeightedDestination arm : forwarding.destinations()) {
                double share = (double) arm.weight() / forwarding.totalWeight();
                Fault fault = forwarding.fault();
                Fault.Abort abort = fault == null ? null : fault.abort();
                if (abort != null) {
                    RouteOutcome.Answer answer = forwarding.aborted(arm, abort);
                    possible.add(local(share * abort.percentage() / 100, answer));
                    share *= 1 - abort.percentage() / 100;
                }
                if (share > 0) {
                    arm(arm, share, possible);
                }
            }
            Map<String, Long> weights = forwarding.isSplit() ? Rig.weights(forwarding.destinations()) : Map.of();
            return new Prediction(possible, weights, mirrored(), false);
        }

        private void arm(WeightedDestination arm, double share, List<Possible> possible) {
            RouteOutcome.Answer unreachable = forwarding.unreachable(arm).orElse(null);
            if (unreachable != null) {
                possible.add(local(share, unreachable));
                return;
            }
            List<String> workloads = Rig.workloads(table, arm.destination());
            boolean refuse = Rig.someRefuse(table, arm.destination());
            if (refuse && (workloads.isEmpty() || !Backend.triesElsewhere(forwarding.retries()))) {
                Backend.Exchange refused = Backend.refused(forwarding.retries());
                int addresses = table.addresses(arm.destination()).size();
                double lost = share * (addresses - workloads.size()) / addresses;
                possible.add(ended(arm, lost, refused, List.of()));
                if (workloads.isEmpty()) {
                    return;
                }
                possible.add(exchange(arm, share - lost, workloads));
                return;
            }
            possible.add(exchange(arm, share, workloads));
        }

        private Possible exchange(WeightedDestination arm, double share, List<String> workloads) {
            return ended(arm, share, Backend.run(behaviour, forwarding.retries(), forwarding.timeout()), workloads);
        }

        private Possible ended(
                WeightedDestination arm, double share, Backend.Exchange exchange, List<String> workloads) {
            UpstreamRequest upstream = exchange.reached() ? forwarding.upstream(arm) : null;
            return new Possible(
                    share,
                    route,
                    exchange.status(),
                    exchange.reached() ? workloads : List.of(),
                    upstream,
                    forwarding.respond(arm, exchange.headers()),
                    exchange.body(),
                    exchange.attempts());
        }

        private Possible local(double share, RouteOutcome.Answer answer) {
            return new Possible(share, route, answer.status(), List.of(), null, answer.headers(), answer.body(), 0);
        }

        private Map<String, Double> mirrored() {
            Map<String, Double> shares = new LinkedHashMap<>();
            for (Mirror mirror : forwarding.mirrors()) {
                if (mirror.reachability() == Reachability.REACHABLE) {
                    Destination destination = mirror.destination();
                    List<String> workloads = Rig.workloads(table, destination);
                    workloads.forEach(workload ->
                            shares.merge(workload, mirror.percentage() / 100 / workloads.size(), Double::sum));
                }
            }
            return shares;
        }
    }
}
