package io.meshtrial.localmesh.supervisor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a cluster's kubelet and controllers would write about the two catalogue processes: a Pod and its EndpointSlice. */
final class Workloads {

    private static final String NAMESPACE = "demo";

    private Workloads() {}

    static String pod(String service) {
        return service + "-local";
    }

    static List<ObjectNode> of(String service, String version, int port) {
        return List.of(podObject(service, version, port), slice(service, port));
    }

    private static ObjectNode podObject(String service, String version, int port) {
        ObjectNode pod = object("v1", "Pod", pod(service));
        pod.withObjectProperty("metadata")
                .putObject("labels")
                .put("app", "catalog")
                .put("version", version)
                .put("service.istio.io/canonical-revision", version);
        ObjectNode container = pod.putObject("spec").putArray("containers").addObject();
        container.put("name", "catalog");
        container.putArray("ports").addObject().put("name", "http").put("containerPort", port);
        ObjectNode status = pod.putObject("status").put("phase", "Running").put("podIP", "127.0.0.1");
        status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
        return pod;
    }

    private static ObjectNode slice(String service, int port) {
        ObjectNode slice = object("discovery.k8s.io/v1", "EndpointSlice", service + "-local");
        slice.withObjectProperty("metadata").putObject("labels").put("kubernetes.io/service-name", service);
        slice.put("addressType", "IPv4");
        slice.putArray("ports")
                .addObject()
                .put("name", "http")
                .put("port", port)
                .put("protocol", "TCP");
        ObjectNode endpoint = slice.putArray("endpoints").addObject();
        endpoint.putArray("addresses").add("127.0.0.1");
        endpoint.putObject("conditions").put("ready", true).put("serving", true).put("terminating", false);
        endpoint.putObject("targetRef")
                .put("kind", "Pod")
                .put("name", pod(service))
                .put("namespace", NAMESPACE);
        return slice;
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
        return object;
    }
}
