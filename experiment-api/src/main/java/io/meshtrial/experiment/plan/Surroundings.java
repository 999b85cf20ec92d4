package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.HostReader;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.KnownHosts;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.mesh.MeshForbidden;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.mesh.MeshUnserved;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.precondition.Circumstances;
import io.meshtrial.routing.precondition.Circumstances.Transport;
import io.meshtrial.routing.precondition.Readiness;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the live objects and the operator's limits say about an experiment besides its routes. */
@Component
class Surroundings {

    private final LimitProperties limits;
    private final MeshPort mesh;
    private final HostReader hosts;

    Surroundings(LimitProperties limits, MeshPort mesh, HostReader hosts) {
        this.limits = limits;
        this.mesh = mesh;
        this.hosts = hosts;
    }

    Circumstances of(ExperimentSpec spec, LiveHost live) {
        return new Circumstances(
                spec.measurement().maximumDuration(), transport(live), limits(spec), readiness(spec, live));
    }

    /**
     * Read for a plan alone: publishing and the watch for drift read the rest again and again and need none of it. Where
     * the right to read or the kind is missing, that is a finding; a server that does not answer leaves no plan, as everywhere.
     */
    private Map<String, Readiness> readiness(ExperimentSpec spec, LiveHost live) {
        Map<String, Readiness> readiness = new HashMap<>(endpoints(spec));
        if (!live.unreadable().contains(Kind.SERVICE)) {
            readiness.putAll(strangers(spec, live));
        }
        return readiness;
    }

    private Map<String, Readiness> endpoints(ExperimentSpec spec) {
        Map<String, Readiness> readiness = new HashMap<>();
        Map<String, List<MeshObject>> slices = new HashMap<>();
        for (Variant variant : spec.variants()) {
            String namespace = Workloads.namespace(variant.destination().host(), spec.namespace());
            if (namespace.isEmpty()) {
                continue;
            }
            try {
                List<MeshObject> known =
                        slices.computeIfAbsent(namespace, name -> mesh.list(Kind.ENDPOINT_SLICE, name));
                Workloads.of(variant, known).ifPresent(found -> readiness.put(variant.name(), found));
            } catch (MeshForbidden | MeshUnserved unread) {
                readiness.put(variant.name(), new Readiness.Unknown("EndpointSlices: " + unread.getMessage()));
            }
        }
        return readiness;
    }

    /** Variants at a host that no Service has; only then the ServiceEntries are read. */
    private Map<String, Readiness> strangers(ExperimentSpec spec, LiveHost live) {
        List<Variant> strangers = spec.variants().stream()
                .filter(variant ->
                        !KnownHosts.byService(variant.destination().host(), spec.namespace(), live.services()))
                .toList();
        if (strangers.isEmpty()) {
            return Map.of();
        }
        try {
            List<MeshObject> entries = mesh.list(Kind.SERVICE_ENTRY);
            return strangers.stream()
                    .filter(variant -> !KnownHosts.byEntry(variant.destination().host(), spec.namespace(), entries))
                    .collect(Collectors.toMap(Variant::name, variant -> stranger(variant, spec)));
        } catch (MeshForbidden | MeshUnserved unread) {
            Readiness unknown = new Readiness.Unknown("ServiceEntries: " + unread.getMessage());
            return strangers.stream().collect(Collectors.toMap(Variant::name, variant -> unknown));
        }
    }

    /** Other namespaces may have the Service, or a ServiceEntry, where not every one is read. */
    private Readiness stranger(Variant variant, ExperimentSpec spec) {
        String namespace = Workloads.namespace(variant.destination().host(), spec.namespace());
        return hosts.readsEverywhere() || hosts.reads(namespace)
                ? new Readiness.NoService()
                : new Readiness.Unknown("its namespace is not among those that opted in");
    }

    private Map<String, Share> limits(ExperimentSpec spec) {
        return limits.in(spec.namespace())
                .map(limit -> spec.variants().stream().collect(Collectors.toMap(Variant::name, variant -> limit)))
                .orElse(Map.of());
    }

    /** Of the gateways that the VirtualService names. */
    private static Transport transport(LiveHost live) {
        List<Boolean> encrypted = new ArrayList<>();
        for (JsonNode name : live.virtualService().spec().path("gateways")) {
            String title = name.asText().contains("/")
                    ? name.asText()
                    : live.virtualService().namespace() + "/" + name.asText();
            live.gateways().stream()
                    .filter(gateway -> (gateway.namespace() + "/" + gateway.name()).equals(title))
                    .forEach(gateway -> gateway.spec()
                            .path("servers")
                            .forEach(server -> encrypted.add(server.path("tls").isObject())));
        }
        if (encrypted.isEmpty() || encrypted.contains(true) && encrypted.contains(false)) {
            return Transport.UNKNOWN;
        }
        return encrypted.getFirst() ? Transport.TLS : Transport.PLAIN;
    }
}
