package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The VirtualServices that a workload sees, oldest first: by creation time, then name, then namespace. */
final class VirtualServices {

    private static final Comparator<MeshObject> AGE = Comparator.comparing(VirtualServices::created)
            .thenComparing(MeshObject::name)
            .thenComparing(MeshObject::namespace);

    private VirtualServices() {}

    static List<ResolvedVirtualService> visible(Collection<MeshObject> objects, Workload workload) {
        Map<String, MeshObject> delegates = new HashMap<>();
        List<MeshObject> roots = new ArrayList<>();
        for (MeshObject object : objects) {
            if (!object.kind().equals("VirtualService")) {
                continue;
            }
            if (object.spec().path("hosts").isEmpty()) {
                delegates.put(object.namespace() + "/" + object.name(), object);
            } else if (isExported(object, workload.namespace())) {
                roots.add(object);
            }
        }
        roots.sort(AGE);
        return roots.stream().map(root -> resolve(root, delegates)).toList();
    }

    /** Where a VirtualService stands, without its routes. */
    static ResolvedVirtualService bound(MeshObject object) {
        String namespace = object.namespace();
        List<String> hosts = new ArrayList<>();
        object.spec().path("hosts").forEach(host -> hosts.add(HostNames.resolve(host.asText(), namespace)));
        List<String> gateways = new ArrayList<>();
        object.spec()
                .path("gateways")
                .forEach(gateway -> gateways.add(HostNames.resolveGateway(gateway.asText(), namespace)));
        return new ResolvedVirtualService(
                object.title(), namespace, hosts, gateways.isEmpty() ? List.of("mesh") : gateways, List.of());
    }

    private static ResolvedVirtualService resolve(MeshObject root, Map<String, MeshObject> delegates) {
        String namespace = root.namespace();
        List<JsonNode> http = new ArrayList<>();
        for (JsonNode route : root.http()) {
            JsonNode delegate = route.path("delegate");
            if (!delegate.isObject()) {
                http.add(withResolvedNames(route, namespace));
                continue;
            }
            String delegateNamespace = delegate.path("namespace").asText(namespace);
            MeshObject inner = delegates.get(
                    delegateNamespace + "/" + delegate.path("name").asText());
            if (inner != null && isExported(inner, namespace)) {
                JsonNode outer = withResolvedNames(route, namespace);
                inner.http()
                        .forEach(each -> DelegateMerge.merge(outer, withResolvedNames(each, delegateNamespace))
                                .ifPresent(http::add));
            }
        }
        ResolvedVirtualService bound = bound(root);
        return new ResolvedVirtualService(bound.title(), namespace, bound.hosts(), bound.gateways(), http);
    }

    private static JsonNode withResolvedNames(JsonNode route, String namespace) {
        JsonNode copy = route.deepCopy();
        copy.path("route").forEach(target -> resolveHost(target.path("destination"), namespace));
        resolveHost(copy.path("mirror"), namespace);
        copy.path("mirrors").forEach(mirror -> resolveHost(mirror.path("destination"), namespace));
        for (JsonNode match : copy.path("match")) {
            if (match.path("gateways") instanceof ArrayNode gateways) {
                for (int i = 0; i < gateways.size(); i++) {
                    gateways.set(i, HostNames.resolveGateway(gateways.get(i).asText(), namespace));
                }
            }
        }
        return copy;
    }

    private static void resolveHost(JsonNode destination, String namespace) {
        if (destination instanceof ObjectNode object && object.hasNonNull("host")) {
            object.put("host", HostNames.resolve(object.path("host").asText(), namespace));
        }
    }

    private static boolean isExported(MeshObject object, String namespace) {
        JsonNode exportTo = object.spec().path("exportTo");
        if (!exportTo.isArray() || exportTo.isEmpty()) {
            return true;
        }
        for (JsonNode target : exportTo) {
            String name = target.asText();
            if (name.equals("*")
                    || name.equals(namespace)
                    || name.equals(".") && object.namespace().equals(namespace)) {
                return true;
            }
        }
        return false;
    }

    private static Instant created(MeshObject object) {
        try {
            return Instant.parse(object.creationTimestamp());
        } catch (DateTimeParseException e) {
            // Not stored yet: istiod sorts a zero time first.
            return Instant.MIN;
        }
    }
}
