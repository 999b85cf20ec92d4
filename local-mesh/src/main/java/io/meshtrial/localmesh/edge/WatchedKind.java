package io.meshtrial.localmesh.edge;

/** The kinds that routing depends on, and where the API serves them. */
enum WatchedKind {
    VIRTUAL_SERVICES("/apis/networking.istio.io/v1/virtualservices"),
    DESTINATION_RULES("/apis/networking.istio.io/v1/destinationrules"),
    GATEWAYS("/apis/networking.istio.io/v1/gateways"),
    SERVICE_ENTRIES("/apis/networking.istio.io/v1/serviceentries"),
    WORKLOAD_ENTRIES("/apis/networking.istio.io/v1/workloadentries"),
    SERVICES("/api/v1/services"),
    PODS("/api/v1/pods"),
    ENDPOINTS("/api/v1/endpoints"),
    ENDPOINT_SLICES("/apis/discovery.k8s.io/v1/endpointslices");

    private final String path;

    WatchedKind(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
