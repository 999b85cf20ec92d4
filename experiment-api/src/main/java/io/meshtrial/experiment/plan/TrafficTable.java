package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.plan.PlanView.Share;
import io.meshtrial.routing.evaluate.Entrance;
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

    private final List<MeshObject> objects;
    private final List<Entrance> entrances;
    private final ExperimentSpec spec;
    private final Map<Listener, RouteTable> tables = new HashMap<>();

    private TrafficTable(List<MeshObject> objects, List<Entrance> entrances, ExperimentSpec spec) {
        this.objects = objects;
        this.entrances = entrances;
        this.spec = spec;
    }

    /** @param state the VirtualService as it is, or as it would be */
    static TrafficTable of(LiveHost live, MeshObject state, ExperimentSpec spec) {
        List<Entrance> entrances = Entrance.of(state, live.gateways());
        return new TrafficTable(live.allWith(state), entrances.isEmpty() ? List.of(unseen(state)) : entrances, spec);
    }

    /** Where the gateways may not be read: as the namespace's own sidecars would see it. */
    private static Entrance unseen(MeshObject state) {
        List<String> hosts = new ArrayList<>();
        state.spec().path("hosts").forEach(host -> hosts.add(host.asText()));
        return new Entrance(
                new Listener.Sidecar(80, new Workload(state.namespace(), Map.of())), "mesh", "HTTP", false, hosts);
    }

    /** A host that the object takes. */
    String authority() {
        List<String> hosts = entrances.getFirst().hosts();
        String host = hosts.isEmpty() ? "*" : hosts.getFirst();
        if (host.equals("*")) {
            return spec.service() + ".example";
        }
        return host.startsWith("*.") ? spec.service() + host.substring(1) : host;
    }

    /** Where a request comes in: the first server that has its host and does more than redirect it. */
    Entrance entrance(RequestFacts facts) {
        return entrances.stream()
                .filter(entrance -> entrance.takes(facts.authority()))
                .findFirst()
                .orElse(entrances.getFirst());
    }

    Explanation explain(RequestFacts facts) {
        return tables.computeIfAbsent(entrance(facts).listener(), listener -> RouteTable.of(listener, objects))
                .explain(facts);
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

    /** The variant that lives there; null where none does. */
    @Nullable
    Variant variant(String host, String subset) {
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
}
