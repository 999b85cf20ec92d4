package io.meshtrial.routing.conformance;

import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.evaluate.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the recordings take for granted about the mesh they were made on: where requests came in, and which workload
 * answered at which address.
 */
public final class Rig {

    private static final String CATALOG = "catalog.demo.svc.cluster.local";

    /** Name of the workload at each address. */
    public static final Map<String, String> WORKLOADS = Map.of(
            "127.0.0.11", "v1",
            "127.0.0.12", "v2",
            "127.0.0.13", "v3",
            "127.0.0.14", "v4",
            "127.0.0.15", "other",
            "127.0.0.16", "mirror",
            "127.0.0.17", "h1a",
            "127.0.0.18", "h1b",
            "127.0.0.19", "h2a",
            "127.0.0.20", "mirror2");

    private Rig() {}

    /** The listener that requests come in at. */
    public static Listener listener(String via) throws UnreadableRecordingException {
        return switch (via) {
            case "gateway" -> Listener.ingress(8081);
            case "second" -> Listener.ingress(8083);
            case "sidecar" -> new Listener.Sidecar(80, new Workload("demo", Map.of("app", "client", "tier", "web")));
            default -> throw new UnreadableRecordingException("no listener is known as \"" + via + "\"");
        };
    }

    /** The workloads that answer for a destination. */
    static List<String> workloads(RouteTable table, Destination destination) {
        return table.addresses(destination).stream()
                .filter(WORKLOADS::containsKey)
                .map(WORKLOADS::get)
                .toList();
    }

    /** Whether some address behind a destination refuses connections, as those do that are no workload's. */
    static boolean someRefuse(RouteTable table, Destination destination) {
        return !WORKLOADS.keySet().containsAll(table.addresses(destination));
    }

    /** What {@code weights} calls a destination: {@code v1}, {@code solo}, else {@code host/subset}. */
    static String name(Destination destination) {
        if (destination.host().equals(CATALOG) && !destination.subset().isEmpty()) {
            return destination.subset();
        }
        String suffix = ".demo.svc.cluster.local";
        String host = destination.host().endsWith(suffix)
                ? destination.host().substring(0, destination.host().length() - suffix.length())
                : destination.host();
        return destination.subset().isEmpty() ? host : host + "/" + destination.subset();
    }

    static Map<String, Long> weights(List<io.meshtrial.routing.evaluate.WeightedDestination> destinations) {
        Map<String, Long> weights = new LinkedHashMap<>();
        destinations.forEach(each -> weights.merge(name(each.destination()), each.weight(), Long::sum));
        return weights;
    }
}
