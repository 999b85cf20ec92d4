package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The virtual hosts of a gateway's port: all VirtualServices of a host merge, oldest first. */
final class GatewayTable {

    private final Listener.Gateway listener;
    private final Collection<MeshObject> objects;
    private final Services services;
    private final RegexPool regexes = new RegexPool();
    private final Map<String, Gathered> gathered = new LinkedHashMap<>();
    private final List<Server> servers = new ArrayList<>();

    /** @param gateway {@code namespace/name} */
    private record Server(
            String gateway, String namespace, List<String> hosts, String protocol, boolean httpsRedirect) {}

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
            boolean ours = object.kind().equals("Gateway")
                    && Labels.select(
                            Labels.of(object.spec().path("selector")),
                            listener.workload().labels());
            if (ours) {
                addServers(object);
            }
        }
    }

    private void addServers(MeshObject gateway) {
        for (JsonNode server : gateway.spec().path("servers")) {
            if (server.at("/port/number").asInt() != listener.port()) {
                continue;
            }
            List<String> hosts = new ArrayList<>();
            server.path("hosts").forEach(host -> hosts.add(host.asText()));
            servers.add(new Server(
                    gateway.namespace() + "/" + gateway.name(),
                    gateway.namespace(),
                    hosts,
                    server.at("/port/protocol").asText("HTTP"),
                    server.at("/tls/httpsRedirect").asBoolean()));
        }
    }

    /** Of requests that come in here, unless the connection says otherwise. */
    String scheme() {
        return servers.stream().anyMatch(server -> server.protocol().equalsIgnoreCase("HTTPS")) ? "https" : "http";
    }

    Map<String, VirtualHost> hosts() {
        List<ResolvedVirtualService> virtualServices = VirtualServices.visible(objects, listener.workload());
        for (Server server : servers) {
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

    private void gather(Server server, ResolvedVirtualService service) {
        for (String host : intersection(server, service)) {
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

    private static List<String> intersection(Server server, ResolvedVirtualService service) {
        List<String> common = new ArrayList<>();
        for (String serverHost : server.hosts()) {
            String visible = visibleHost(server, serverHost, service.namespace());
            for (String host : service.hosts()) {
                String both = visible == null ? null : HostNames.intersection(host, visible);
                if (both != null && !common.contains(both)) {
                    common.add(both);
                }
            }
        }
        return common;
    }

    /** {@code namespace/host} is for VirtualServices of that namespace only. */
    private static @Nullable String visibleHost(Server server, String host, String namespace) {
        int slash = host.indexOf('/');
        if (slash < 0) {
            return host;
        }
        String wanted = host.substring(0, slash);
        boolean fits = wanted.equals("*") || (wanted.equals(".") ? server.namespace() : wanted).equals(namespace);
        return fits ? host.substring(slash + 1) : null;
    }
}
