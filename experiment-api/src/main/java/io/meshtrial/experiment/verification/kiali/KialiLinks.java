package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Outcome.Link;
import io.meshtrial.experiment.verification.check.ServiceName;
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
                        + shown(window));
    }

    /** The graph around one service. */
    Link serviceGraph(ServiceName service, Duration window) {
        return new Link(
                "Graph of " + service.name() + " in Kiali",
                node(service.namespace()) + "services/" + encoded(service.name()) + "?"
                        + shown(window).substring(1));
    }

    /** The graph around one version of an application, as Kiali calls what has the label {@code app}. */
    Link versionGraph(String namespace, String app, String version, Duration window) {
        return new Link(
                "Graph of " + app + " " + version + " in Kiali",
                node(namespace) + "applications/" + encoded(app) + "/versions/" + encoded(version) + "?"
                        + shown(window).substring(1));
    }

    private String node(String namespace) {
        return root + "graph/node/namespaces/" + encoded(namespace) + "/";
    }

    private String shown(Duration window) {
        return "&" + GRAPH + "&duration=" + window.toSeconds() + (cluster.isEmpty() ? "" : "&" + cluster);
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
