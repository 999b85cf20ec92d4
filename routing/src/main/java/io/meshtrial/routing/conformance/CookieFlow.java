package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Clients that keep cookies, over several steps: the exact distribution of what they see, step by step, against what
 * was counted.
 */
final class CookieFlow {

    private final RouteTable table;
    private final RecordedRequest request;
    private final long clients;
    private final int steps;
    private final Map<String, Double> served = new HashMap<>();
    private final Map<String, Double> routes = new HashMap<>();
    private Map<Client, Double> population = new HashMap<>();

    /** Clients alike: what they hold, what they saw first, whether they have seen anything else since. */
    private record Client(TreeMap<String, String> cookies, String first, boolean moved) {

        String header() {
            List<String> pairs = new ArrayList<>();
            cookies.forEach((name, value) -> pairs.add(name + "=" + value));
            return String.join("; ", pairs);
        }
    }

    CookieFlow(RouteTable table, RecordedRequest request) {
        this.table = table;
        this.request = request;
        JsonNode jar = request.answer().path("cookieJar");
        clients = jar.path("clients").asLong();
        steps = jar.path("steps").asInt();
        TreeMap<String, String> start = new TreeMap<>();
        jar.path("start")
                .forEach(pair -> start.put(pair.get(0).asText(), pair.get(1).asText()));
        population.put(new Client(start, "", false), 1.0);
    }

    List<String> differences() {
        for (int step = 0; step < steps; step++) {
            step();
        }
        List<String> differences = new ArrayList<>();
        JsonNode flow = request.answer().path("flow");
        compare("served", counts(request.answer().path("served")), served, clients * steps, steps, differences);
        JsonNode route = request.answer().path("route");
        if (route.isObject()) {
            compare("route", counts(route), routes, clients * steps, steps, differences);
        } else if (!routes.keySet().equals(Set.of(route.asText("")))) {
            differences.add("route: recorded " + route + ", evaluated " + routes.keySet());
        }
        compare("first", counts(flow.path("first")), shares(Client::first), clients, 1, differences);
        compare("cookiesAtEnd", counts(flow.path("cookiesAtEnd")), shares(Client::header), clients, 1, differences);
        Map<String, Long> moved = Map.of("true", flow.path("clientsThatMoved").asLong());
        Map<String, Double> movedShare = shares(client -> String.valueOf(client.moved()));
        movedShare.remove("false");
        compare("clientsThatMoved", moved, movedShare, clients, 1, differences);
        return differences;
    }

    private void step() {
        Map<Client, Double> next = new HashMap<>();
        population.forEach((client, share) -> {
            Prediction prediction = Prediction.of(table, request.facts(client.header()), request.behaviour());
            for (Possible possible : prediction.possible()) {
                double part = share * possible.share();
                routes.merge(possible.route(), part / steps, Double::sum);
                for (String workload : possible.served()) {
                    double each = part / possible.served().size();
                    served.merge(workload, each / steps, Double::sum);
                    next.merge(after(client, workload, possible.headers()), each, Double::sum);
                }
            }
        });
        population = next;
    }

    private static Client after(Client client, String workload, List<Header> headers) {
        TreeMap<String, String> cookies = new TreeMap<>(client.cookies());
        for (Header header : headers) {
            if (header.name().equals("set-cookie")) {
                String pair = header.value().split(";", 2)[0];
                int equal = pair.indexOf('=');
                if (header.value().matches("(?i).*;\\s*max-age=0\\s*(;.*|$)")) {
                    cookies.remove(pair.substring(0, equal));
                } else {
                    cookies.put(pair.substring(0, equal), pair.substring(equal + 1));
                }
            }
        }
        boolean isFirst = client.first().isEmpty();
        return new Client(
                cookies,
                isFirst ? workload : client.first(),
                client.moved() || !isFirst && !client.first().equals(workload));
    }

    private Map<String, Double> shares(java.util.function.Function<Client, String> key) {
        Map<String, Double> shares = new HashMap<>();
        population.forEach((client, share) -> shares.merge(key.apply(client), share, Double::sum));
        return shares;
    }

    private static Map<String, Long> counts(JsonNode node) {
        Map<String, Long> counts = new HashMap<>();
        node.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static void compare(
            String what,
            Map<String, Long> recorded,
            Map<String, Double> shares,
            long draws,
            double together,
            List<String> differences) {
        Set<String> names = new TreeSet<>(recorded.keySet());
        names.addAll(shares.keySet());
        for (String name : names) {
            long count = recorded.getOrDefault(name, 0L);
            double share = Math.min(1, Math.round(shares.getOrDefault(name, 0.0) * 1e12) / 1e12);
            if (!Sampling.isPlausible(count, draws, share, together)) {
                differences.add(
                        what + " " + name + ": recorded " + count + " of " + draws + ", evaluated share " + share);
            }
        }
    }
}
