package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The virtual hosts of a sidecar's outbound port: of several VirtualServices on a host the oldest stands alone; a
 * service without one goes to itself.
 */
final class SidecarTable {

    private static final Set<String> MESH = Set.of("mesh");

    private final Listener.Sidecar listener;
    private final Services services;
    private final List<ResolvedVirtualService> virtualServices;
    private final RegexPool regexes = new RegexPool();

    SidecarTable(Listener.Sidecar listener, Collection<MeshObject> objects, Services services) {
        this.listener = listener;
        this.services = services;
        virtualServices = VirtualServices.visible(objects, listener.workload());
    }

    Map<String, VirtualHost> hosts() {
        Map<String, VirtualHost> hosts = new LinkedHashMap<>();
        for (ResolvedVirtualService service : virtualServices) {
            if (service.isFor("mesh")) {
                for (String host : service.hosts()) {
                    add(service, host, hosts);
                }
            }
        }
        for (Services.Service service : services.all()) {
            if (service.ports().contains(listener.port())) {
                ResolvedVirtualService itself = itself(service);
                domains(service).forEach(domain -> hosts.computeIfAbsent(domain, each -> virtualHost(each, itself)));
            }
        }
        return hosts;
    }

    private void add(ResolvedVirtualService service, String host, Map<String, VirtualHost> hosts) {
        VirtualHost probe = virtualHost(host, service);
        if (probe.isEmpty()) {
            return;
        }
        for (String domain : domainsOf(host)) {
            hosts.computeIfAbsent(domain, each -> virtualHost(each, service));
        }
    }

    /** The names of the services that a host stands for; the host itself where it stands for none. */
    private List<String> domainsOf(String host) {
        List<String> domains = new ArrayList<>();
        boolean known = false;
        for (Services.Service service : services.all()) {
            if (HostNames.isWithin(service.host(), host)) {
                known = true;
                if (service.ports().contains(listener.port())) {
                    domains.addAll(domains(service));
                }
            }
        }
        return known ? domains : List.of(host);
    }

    private List<String> domains(Services.Service service) {
        List<String> domains = new ArrayList<>(List.of(service.host()));
        String namespace = HostNames.namespaceOf(service.host());
        if (namespace != null) {
            String name = service.host().substring(0, service.host().indexOf('.'));
            if (namespace.equals(listener.workload().namespace())) {
                domains.add(name);
            }
            domains.add(name + "." + namespace);
            domains.add(name + "." + namespace + ".svc");
        }
        return domains;
    }

    private VirtualHost virtualHost(String domain, ResolvedVirtualService service) {
        Slots slots = new Slots();
        RouteTranslation translation = new RouteTranslation(
                listener,
                new MatchTranslation(regexes, slots),
                new ActionTranslation(listener, "http", services, regexes));
        return new VirtualHost(domain, slots, translation.translate(service, MESH), false);
    }

    /** What istiod sends for a service that no VirtualService speaks for. */
    private ResolvedVirtualService itself(Services.Service service) {
        ObjectNode route = JsonNodeFactory.instance.objectNode().put("name", "default");
        route.putArray("route")
                .addObject()
                .putObject("destination")
                .put("host", service.host())
                .putObject("port")
                .put("number", listener.port());
        return new ResolvedVirtualService(
                "", service.namespace(), List.of(service.host()), List.of("mesh"), List.of(route));
    }
}
