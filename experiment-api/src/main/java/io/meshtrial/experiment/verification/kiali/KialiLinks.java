package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Outcome.Link;
import io.meshtrial.routing.object.MeshObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Addresses of Kiali's pages. */
@Component
class KialiLinks {

    private static final String GRAPH = "graphType=versionedApp&injectServiceNodes=true";

    private final String root;
    private final String cluster;

    KialiLinks(KialiProperties properties) {
        URI base = properties.publicUrl() == null ? properties.url() : properties.publicUrl();
        this.root = base == null ? "" : base.toString().replaceAll("/+$", "") + "/console/";
        this.cluster = properties.cluster() == null ? "" : "clusterName=" + encoded(properties.cluster());
    }

    /** The graph of whole namespaces; the page counts in seconds. */
    Link graph(List<String> namespaces, Duration window) {
        return new Link(
                "Graph in Kiali",
                root + "graph/namespaces?namespaces="
                        + String.join(
                                ",",
                                namespaces.stream().map(KialiLinks::encoded).toList())
                        + "&" + GRAPH + "&duration=" + window.toSeconds());
    }

    Link service(String namespace, String service) {
        return new Link(
                "Service " + service + " in Kiali",
                root + "namespaces/" + encoded(namespace) + "/services/" + encoded(service) + query());
    }

    Link object(MeshObject object) {
        return new Link(
                object.kind() + " " + object.name() + " in Kiali",
                root + "namespaces/" + encoded(object.namespace()) + "/istio/networking.istio.io/v1/"
                        + encoded(object.kind()) + "/" + encoded(object.name()) + query());
    }

    private String query() {
        return cluster.isEmpty() ? "" : "?" + cluster;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
