package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server of a Gateway: a port of the proxies that the Gateway's selector takes.
 *
 * @param gateway {@code namespace/name}
 */
record GatewayServer(
        String gateway,
        String namespace,
        Map<String, String> selector,
        int port,
        List<String> hosts,
        String protocol,
        boolean httpsRedirect) {

    static List<GatewayServer> of(MeshObject gateway) {
        List<GatewayServer> servers = new ArrayList<>();
        for (JsonNode server : gateway.spec().path("servers")) {
            List<String> hosts = new ArrayList<>();
            server.path("hosts").forEach(host -> hosts.add(host.asText()));
            servers.add(new GatewayServer(
                    gateway.namespace() + "/" + gateway.name(),
                    gateway.namespace(),
                    Labels.of(gateway.spec().path("selector")),
                    server.at("/port/number").asInt(),
                    List.copyOf(hosts),
                    server.at("/port/protocol").asText("HTTP"),
                    server.at("/tls/httpsRedirect").asBoolean()));
        }
        return servers;
    }

    /** Names under which a VirtualService's routes stand here. */
    List<String> domains(ResolvedVirtualService service) {
        List<String> common = new ArrayList<>();
        for (String serverHost : hosts) {
            String visible = visibleHost(serverHost, service.namespace());
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
    private @Nullable String visibleHost(String host, String other) {
        int slash = host.indexOf('/');
        if (slash < 0) {
            return host;
        }
        String wanted = host.substring(0, slash);
        boolean fits = wanted.equals("*") || (wanted.equals(".") ? namespace : wanted).equals(other);
        return fits ? host.substring(slash + 1) : null;
    }

    /** Whether one proxy may have both: the same port, and no label that both selectors name and differ in. */
    boolean mayMeet(GatewayServer other) {
        return port == other.port
                && selector.entrySet().stream()
                        .allMatch(label ->
                                label.getValue().equals(other.selector.getOrDefault(label.getKey(), label.getValue())));
    }
}
