package io.meshtrial.routing.evaluate;

import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The virtual hosts of a gateway's port: all VirtualServices of a host merge, oldest first. */
final class GatewayTable {

    private final Listener.Gateway listener;
    private final Collection<MeshObject> objects;
    private final Services services;
    private final RegexPool regexes = new RegexPool();
    private final Map<String, Gathered> gathered = new LinkedHashMap<>();
    private final List<GatewayServer> servers = new ArrayList<>();

    /** What gathers under one host name before it is made. */
    private static final class Gathered {
        private final Slots slots = new Slots();
        private final List<RouteEntry> entries = new ArrayList<>();
        private boolean httpsOnly;
    }

    GatewayTable(Listener.Gateway listener, Collection<MeshObject> objects, Services services) {
        this.services = services;
        this.listener = listener;
        this.objects = objects;
        for (MeshObject object : objects) {
            if (object.kind().equals("Gateway")) {
                GatewayServer.of(object).stream()
                        .filter(server -> server.port() == listener.port()
                                && Labels.select(
                                        server.selector(), listener.workload().labels()))
                        .forEach(servers::add);
            }
        }
    }

    /** Of requests that come in here, unless the connection says otherwise. */
    String scheme() {
        return servers.stream().anyMatch(server -> server.protocol().equalsIgnoreCase("HTTPS")) ? "https" : "http";
    }

    Map<String, VirtualHost> hosts() {
        List<ResolvedVirtualService> virtualServices = VirtualServices.visible(objects, listener.workload());
        for (GatewayServer server : servers) {
            for (ResolvedVirtualService service : virtualServices) {
                if (service.isFor(server.gateway())) {
                    gather(server, service);
                }
            }
        }
        Map<String, VirtualHost> hosts = new LinkedHashMap<>();
        gathered.forEach((domain, host) -> hosts.put(
                domain, new VirtualHost(domain, host.slots, VirtualHost.catchAllsLast(host.entries), host.httpsOnly)));
        return hosts;
    }

    private void gather(GatewayServer server, ResolvedVirtualService service) {
        for (String host : server.domains(service)) {
            Gathered target = gathered.getOrDefault(host, new Gathered());
            RouteTranslation translation = new RouteTranslation(
                    listener,
                    new MatchTranslation(regexes, target.slots),
                    new ActionTranslation(listener, scheme(), services, regexes));
            List<RouteEntry> entries = translation.translate(service, Set.of(server.gateway()));
            // A host none of whose routes are for this listener does not exist on it.
            if (entries.stream().anyMatch(RouteEntry.Live.class::isInstance)) {
                target.entries.addAll(entries);
                target.httpsOnly |= server.httpsRedirect();
                gathered.putIfAbsent(host, target);
            }
        }
    }
}
