package io.meshtrial.routing.proof;

import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.Forwarding;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.meshtrial.routing.evaluate.WeightedDestination;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What a client and a destination see of an outcome, and who gets copies, without the names of routes.
 *
 * @param kind with what a proxy does to requests that it sends on: faults, its patience, retries
 */
record Answer(String kind, TreeMap<String, Arm> arms, List<String> mirrors) {

    /** @param share weight over total, reduced */
    record Arm(
            String share, String method, String authority, String path, List<String> request, List<String> response) {}

    private static final List<Header> FROM_APPLICATION = List.of(
            new Header("x-p0", "app"), new Header("set-cookie", "app=1"), new Header("cache-control", "no-store"));

    static Answer of(RouteOutcome outcome) {
        return switch (outcome) {
            case RouteOutcome.Forwarded forwarded -> {
                Forwarding forwarding = forwarded.forwarding();
                TreeMap<String, Arm> arms = new TreeMap<>();
                for (WeightedDestination destination : forwarding.destinations()) {
                    arms.merge(key(destination.destination()), arm(forwarding, destination), (one, other) -> {
                        throw new AssertionError("one destination twice: " + one + other);
                    });
                }
                yield new Answer(
                        "forwarded, " + forwarding.fault() + ", " + forwarding.timeout() + ", " + forwarding.retries(),
                        arms,
                        forwarding.mirrors().stream()
                                .map(mirror -> copied(key(mirror.destination()), mirror.percentage()))
                                .toList());
            }
            case RouteOutcome.Answered answered -> new Answer(answered.answer().toString(), new TreeMap<>(), List.of());
            case RouteOutcome.Refused refused -> new Answer(refused.toString(), new TreeMap<>(), List.of());
            case RouteOutcome.NoRoute noRoute -> new Answer("404", new TreeMap<>(), List.of());
            case RouteOutcome.PassThrough through -> new Answer("through", new TreeMap<>(), List.of());
        };
    }

    private static Arm arm(Forwarding forwarding, WeightedDestination destination) {
        UpstreamRequest sent = forwarding.upstream(destination);
        return new Arm(
                share(destination.weight(), forwarding.totalWeight()),
                sent.method(),
                sent.authority(),
                sent.path(),
                lines(sent.headers()),
                lines(forwarding.respond(destination, FROM_APPLICATION)));
    }

    /** As {@link Cases} names destinations. */
    private static String key(Destination destination) {
        String host = destination.host().replace(".demo.svc.cluster.local", "");
        return destination.subset().isEmpty() ? host : host + "-" + destination.subset();
    }

    static String copied(String destination, double percentage) {
        return percentage + "% to " + destination;
    }

    static String share(long weight, long total) {
        long divisor = BigInteger.valueOf(weight).gcd(BigInteger.valueOf(total)).longValueExact();
        return weight / divisor + "/" + total / divisor;
    }

    /** Lines in order within a name; the order between names means nothing. */
    private static List<String> lines(List<Header> headers) {
        List<String> lines = new ArrayList<>();
        headers.stream()
                .sorted(Comparator.comparing(header -> header.name().toLowerCase(Locale.ROOT)))
                .forEach(header -> lines.add(header.name().toLowerCase(Locale.ROOT) + ": " + header.value()));
        return lines;
    }
}
