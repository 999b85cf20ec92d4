package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.plan.PlanView.Share;
import io.meshtrial.routing.evaluate.Explanation;
import io.meshtrial.routing.evaluate.Forwarding;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.evaluate.WeightedDestination;
import io.meshtrial.routing.evaluate.Workload;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The complete live table that a VirtualService's requests meet, foreign routes included. */
final class TrafficTable {

    private static final int WHOLE = 10_000;

    private final RouteTable table;
    private final ExperimentSpec spec;
    private final String authority;

    private TrafficTable(RouteTable table, ExperimentSpec spec, String authority) {
        this.table = table;
        this.spec = spec;
        this.authority = authority;
    }

    /** @param state the VirtualService as it is, or as it would be */
    static TrafficTable of(LiveHost live, MeshObject state, ExperimentSpec spec) {
        return new TrafficTable(
                RouteTable.of(listener(live, state), live.allWith(state)), spec, authority(state, spec));
    }

    /** A host that the object takes. */
    String authority() {
        return authority;
    }

    Explanation explain(RequestFacts facts) {
        return table.explain(facts);
    }

    List<Share> shares(RouteOutcome outcome) {
        if (!(outcome instanceof RouteOutcome.Forwarded forwarded)) {
            return List.of();
        }
        Forwarding forwarding = forwarded.forwarding();
        List<Share> shares = new ArrayList<>();
        for (WeightedDestination arm : forwarding.destinations()) {
            String host = arm.destination().host();
            Variant variant = variant(host, arm.destination().subset());
            shares.add(new Share(
                    variant == null ? null : variant.name(),
                    host.indexOf('.') < 0 ? host : host.substring(0, host.indexOf('.')),
                    (int) Math.round((double) arm.weight() * WHOLE / forwarding.totalWeight())));
        }
        return shares;
    }

    private @Nullable Variant variant(String host, String subset) {
        for (Variant variant : spec.variants()) {
            String own = variant.destination().host();
            boolean sameHost = host.equals(own) || host.startsWith(own + "." + spec.namespace() + ".");
            String ownSubset = variant.destination().subset();
            if (sameHost && subset.equals(ownSubset == null ? "" : ownSubset)) {
                return variant;
            }
        }
        return null;
    }

    private static Listener listener(LiveHost live, MeshObject virtualService) {
        for (JsonNode reference : virtualService.spec().path("gateways")) {
            String name = reference.asText();
            String full = name.contains("/") ? name : virtualService.namespace() + "/" + name;
            for (MeshObject gateway : live.gateways()) {
                if (full.equals(gateway.namespace() + "/" + gateway.name())) {
                    return ofGateway(gateway);
                }
            }
        }
        return new Listener.Sidecar(80, new Workload(virtualService.namespace(), Map.of()));
    }

    private static Listener ofGateway(MeshObject gateway) {
        Map<String, String> labels = new HashMap<>();
        gateway.spec()
                .path("selector")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        int port = gateway.spec().at("/servers/0/port/number").asInt(80);
        return new Listener.Gateway(port, new Workload("istio-system", labels));
    }

    private static String authority(MeshObject virtualService, ExperimentSpec spec) {
        String host = virtualService.spec().at("/hosts/0").asText("*");
        if (host.equals("*")) {
            return spec.service() + ".example";
        }
        return host.startsWith("*.") ? spec.service() + host.substring(1) : host;
    }
}
