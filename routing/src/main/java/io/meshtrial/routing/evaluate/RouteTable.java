package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.object.MeshObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complete routes of one listener, built once from live objects. Immutable; safe for any number of threads.
 *
 * <p>Objects that take part: VirtualService, DestinationRule, Gateway, Service, ServiceEntry, WorkloadEntry and Pod;
 * others are passed over. What istiod's validation would have refused is not looked for here: such a route behaves as
 * its readable fields say, and a pattern that RE2 refuses matches nothing.
 */
public final class RouteTable {

    private final VirtualHosts hosts;
    private final String scheme;
    private final boolean passesThrough;
    private final Services services;

    private RouteTable(VirtualHosts hosts, String scheme, boolean passesThrough, Services services) {
        this.hosts = hosts;
        this.scheme = scheme;
        this.passesThrough = passesThrough;
        this.services = services;
    }

    public static RouteTable of(Listener listener, Collection<MeshObject> objects) {
        List<MeshObject> all = List.copyOf(objects);
        Services services = new Services(all, listener.workload());
        return switch (listener) {
            case Listener.Gateway gateway -> {
                GatewayTable table = new GatewayTable(gateway, all, services);
                yield new RouteTable(new VirtualHosts(table.hosts()), table.scheme(), false, services);
            }
            case Listener.Sidecar sidecar -> {
                SidecarTable table = new SidecarTable(sidecar, all, services);
                yield new RouteTable(new VirtualHosts(table.hosts()), "http", true, services);
            }
        };
    }

    /** What becomes of a request. */
    public RouteOutcome evaluate(RequestFacts facts) {
        Admission.Admitted admitted = Admission.admit(facts, scheme);
        if (admitted.refused() != null) {
            return admitted.refused();
        }
        SeenRequest request = admitted.request();
        VirtualHost host = request == null ? null : hosts.find(request.authority());
        if (host == null || request == null) {
            return unknownHost();
        }
        return host.evaluate(request);
    }

    /** What becomes of a request, and why the routes before the one that took it did not. */
    public Explanation explain(RequestFacts facts) {
        RouteOutcome outcome = evaluate(facts);
        SeenRequest request = Admission.admit(facts, scheme).request();
        @Nullable VirtualHost host = request == null ? null : hosts.find(request.authority());
        if (request == null || host == null) {
            return new Explanation(outcome, "", List.of());
        }
        return new Explanation(outcome, host.domain(), host.passedOver(request));
    }

    /** IP addresses behind a destination as far as the objects say; empty where they do not. */
    public List<String> addresses(Destination destination) {
        return services.addresses(destination);
    }

    private RouteOutcome unknownHost() {
        return passesThrough ? new RouteOutcome.PassThrough() : new RouteOutcome.NoRoute();
    }
}
