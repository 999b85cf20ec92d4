package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Kiali's traffic graph: which node sends how many requests a second to which. */
record KialiGraph(Map<String, Node> nodes, List<Edge> edges) {

    /** Members that a node does not have are empty. */
    record Node(String type, String namespace, String app, String version, String service) {}

    /** @param rate requests per second, averaged over the window */
    record Edge(Node source, Node target, double rate) {}

    KialiGraph {
        nodes = Map.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    static KialiGraph read(JsonNode answer, long windowSeconds) throws UnreadableAnswer {
        if (JsonAnswer.whole(answer, "duration") != windowSeconds) {
            throw new UnreadableAnswer("it is about another time");
        }
        JsonNode elements = JsonAnswer.object(answer, "elements");
        Map<String, Node> nodes = new HashMap<>();
        for (JsonNode element : JsonAnswer.objects(elements, "nodes")) {
            JsonNode data = JsonAnswer.object(element, "data");
            nodes.put(JsonAnswer.text(data, "id"), node(data));
        }
        List<Edge> edges = new ArrayList<>();
        for (JsonNode element : JsonAnswer.objects(elements, "edges")) {
            JsonNode data = JsonAnswer.object(element, "data");
            edges.add(new Edge(end(nodes, data, "source"), end(nodes, data, "target"), rate(data)));
        }
        return new KialiGraph(nodes, edges);
    }

    private static Node node(JsonNode data) throws UnreadableAnswer {
        return new Node(
                JsonAnswer.text(data, "nodeType"),
                JsonAnswer.text(data, "namespace", ""),
                JsonAnswer.text(data, "app", ""),
                JsonAnswer.text(data, "version", ""),
                JsonAnswer.text(data, "service", ""));
    }

    private static Node end(Map<String, Node> nodes, JsonNode data, String member) throws UnreadableAnswer {
        Node node = nodes.get(JsonAnswer.text(data, member));
        if (node == null) {
            throw new UnreadableAnswer("an edge has an end that is no node");
        }
        return node;
    }

    /** Kiali leaves out what is zero, up to the whole traffic. */
    private static double rate(JsonNode data) throws UnreadableAnswer {
        JsonNode traffic = JsonAnswer.optionalObject(data, "traffic");
        if (traffic == null) {
            return 0;
        }
        String protocol = JsonAnswer.text(traffic, "protocol", "http");
        JsonNode rates = JsonAnswer.optionalObject(traffic, "rates");
        boolean requests = protocol.equals("http") || protocol.equals("grpc");
        return rates == null || !requests ? 0 : JsonAnswer.decimal(JsonAnswer.text(rates, protocol, "0"));
    }
}
