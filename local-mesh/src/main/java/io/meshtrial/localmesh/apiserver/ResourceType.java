package io.meshtrial.localmesh.apiserver;

import java.util.List;
import java.util.Optional;

/**
 * One kind of object as the API serves it.
 *
 * @param group empty for the core group
 * @param versions as listed by discovery; all views of one stored object that differ in {@code apiVersion} only
 * @param custom defined by a CustomResourceDefinition: checked against a shape, has a generation and a status
 *     subresource, and an update must name the version it replaces
 */
record ResourceType(
        String group,
        List<String> versions,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        boolean namespaced,
        boolean custom) {

    private static final String ISTIO = "networking.istio.io";
    private static final List<String> ISTIO_VERSIONS = List.of("v1", "v1beta1", "v1alpha3");

    static final ResourceType NAMESPACE = builtIn("", "Namespace", "namespaces", "namespace", List.of("ns"), false);

    static final List<ResourceType> ALL = List.of(
            NAMESPACE,
            builtIn("", "Service", "services", "service", List.of("svc"), true),
            builtIn("", "Pod", "pods", "pod", List.of("po"), true),
            builtIn("", "Endpoints", "endpoints", "endpoints", List.of("ep"), true),
            builtIn("", "ConfigMap", "configmaps", "configmap", List.of("cm"), true),
            builtIn("discovery.k8s.io", "EndpointSlice", "endpointslices", "endpointslice", List.of(), true),
            builtIn("coordination.k8s.io", "Lease", "leases", "lease", List.of(), true),
            istio("VirtualService", "virtualservices", "virtualservice", "vs"),
            istio("DestinationRule", "destinationrules", "destinationrule", "dr"),
            istio("Gateway", "gateways", "gateway", "gw"),
            istio("ServiceEntry", "serviceentries", "serviceentry", "se"),
            istio("WorkloadEntry", "workloadentries", "workloadentry", "we"));

    private static ResourceType builtIn(
            String group, String kind, String plural, String singular, List<String> shortNames, boolean namespaced) {
        return new ResourceType(group, List.of("v1"), kind, plural, singular, shortNames, namespaced, false);
    }

    private static ResourceType istio(String kind, String plural, String singular, String shortName) {
        return new ResourceType(ISTIO, ISTIO_VERSIONS, kind, plural, singular, List.of(shortName), true, true);
    }

    static Optional<ResourceType> find(String group, String version, String plural) {
        return ALL.stream()
                .filter(type ->
                        type.group.equals(group) && type.plural.equals(plural) && type.versions.contains(version))
                .findFirst();
    }

    static Optional<ResourceType> byKind(String kind) {
        return ALL.stream().filter(type -> type.kind.equals(kind)).findFirst();
    }

    String apiVersion(String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As error messages name it: {@code virtualservices.networking.istio.io}. */
    String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
