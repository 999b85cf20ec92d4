package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A listener at which requests to a VirtualService come in.
 *
 * @param gateway {@code namespace/name}, or {@code mesh} for the sidecars of the object's namespace
 * @param protocol as the gateway's server says it: HTTP, HTTPS, HTTP2 …
 * @param redirects whether the server answers everything with a redirect to HTTPS, before any route
 * @param hosts that the object and the server have in common, wildcards included; never empty
 */
public record Entrance(Listener listener, String gateway, String protocol, boolean redirects, List<String> hosts) {

    private static final String MESH = "mesh";

    /** Others carry no HTTP that a proxy can read. */
    private static final Set<String> HTTP = Set.of("HTTP", "HTTPS", "HTTP2", "GRPC", "GRPC-WEB");

    public Entrance {
        hosts = List.copyOf(hosts);
    }

    /**
     * All of a VirtualService: gateways as the object names them, servers as each gateway has them; servers that only
     * redirect come last. A gateway that is not among the given ones cannot be looked into and has none.
     */
    public static List<Entrance> of(MeshObject virtualService, Collection<MeshObject> gateways) {
        ResolvedVirtualService service = VirtualServices.bound(virtualService);
        List<Entrance> entrances = new ArrayList<>();
        for (String name : service.gateways()) {
            gateways.stream()
                    .filter(gateway -> name.equals(gateway.namespace() + "/" + gateway.name()))
                    .forEach(gateway -> entrances.addAll(servers(gateway, service)));
        }
        if (service.isFor(MESH)) {
            Workload workload = new Workload(service.namespace(), Map.of());
            entrances.add(new Entrance(new Listener.Sidecar(80, workload), MESH, "HTTP", false, service.hosts()));
        }
        entrances.sort(Comparator.comparing(Entrance::redirects));
        return entrances;
    }

    private static List<Entrance> servers(MeshObject gateway, ResolvedVirtualService service) {
        List<Entrance> entrances = new ArrayList<>();
        List<GatewayServer> servers = GatewayServer.of(gateway);
        for (int index = 0; index < servers.size(); index++) {
            GatewayServer server = servers.get(index);
            JsonNode mode = gateway.spec().path("servers").path(index).at("/tls/mode");
            List<String> hosts = server.domains(service);
            if (!hosts.isEmpty()
                    && HTTP.contains(server.protocol())
                    && !mode.asText("").endsWith("PASSTHROUGH")) {
                Workload workload = new Workload("istio-system", server.selector());
                entrances.add(new Entrance(
                        new Listener.Gateway(server.port(), workload),
                        server.gateway(),
                        server.protocol(),
                        server.httpsRedirect(),
                        hosts));
            }
        }
        return entrances;
    }

    /** @param authority as a request has it, with its port where it has one */
    public boolean takes(String authority) {
        String host = HostNames.withoutPort(authority);
        return hosts.stream().anyMatch(own -> HostNames.isWithin(host, own));
    }
}
