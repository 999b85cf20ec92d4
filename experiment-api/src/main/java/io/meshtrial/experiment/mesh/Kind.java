package io.meshtrial.experiment.mesh;

/** The kinds that are read or written, and where the API serves them. */
public enum Kind {
    VIRTUAL_SERVICE("VirtualService", "networking.istio.io", "virtualservices"),
    DESTINATION_RULE("DestinationRule", "networking.istio.io", "destinationrules"),
    GATEWAY("Gateway", "networking.istio.io", "gateways"),
    SERVICE("Service", "", "services"),
    SERVICE_ENTRY("ServiceEntry", "networking.istio.io", "serviceentries"),
    ENDPOINT_SLICE("EndpointSlice", "discovery.k8s.io", "endpointslices");

    private final String title;
    private final String group;
    private final String plural;

    Kind(String title, String group, String plural) {
        this.title = title;
        this.group = group;
        this.plural = plural;
    }

    public String title() {
        return title;
    }

    String group() {
        return group;
    }

    String plural() {
        return plural;
    }

    /** Path of the whole collection, in every namespace. */
    String path() {
        return root() + "/" + plural;
    }

    String path(String namespace) {
        return root() + "/namespaces/" + namespace + "/" + plural;
    }

    String path(String namespace, String name) {
        return path(namespace) + "/" + name;
    }

    private String root() {
        return group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1";
    }
}
