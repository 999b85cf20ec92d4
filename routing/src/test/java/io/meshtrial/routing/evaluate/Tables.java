package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/** Route tables from YAML. */
final class Tables {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final String SURROUNDINGS = """
            kind: Gateway
            metadata: {name: gateway, namespace: demo}
            spec:
              selector: {istio: ingressgateway}
              servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]
            ---
            kind: Service
            metadata: {name: v1, namespace: demo}
            spec: {ports: [{port: 80}]}
            ---
            kind: Service
            metadata: {name: v2, namespace: demo}
            spec: {ports: [{port: 80}]}
            """;

    private Tables() {}

    /** A gateway's table of VirtualServices {@code shop}, given by what stands below {@code http:}. */
    static RouteTable routes(String http) {
        return gateway("""
                kind: VirtualService
                metadata: {name: shop, namespace: demo}
                spec:
                  hosts: ["shop.example"]
                  gateways: [gateway]
                  http:
                """ + http.indent(2));
    }

    static RouteTable gateway(String... objects) {
        return RouteTable.of(Listener.ingress(80), objects(objects));
    }

    static List<MeshObject> objects(String... documents) {
        List<MeshObject> objects = new ArrayList<>();
        for (String document : (SURROUNDINGS + "\n---\n" + String.join("\n---\n", documents)).split("(?m)^---$")) {
            try {
                objects.add(new MeshObject(YAML.readTree(document)));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(document, e);
            }
        }
        return objects;
    }

    static RequestFacts get(String path) {
        return RequestFacts.get("shop.example", path);
    }

    static String route(RouteTable table, RequestFacts request) {
        return switch (table.evaluate(request)) {
            case RouteOutcome.Forwarded forwarded -> forwarded.route().name();
            case RouteOutcome.Answered answered -> answered.route().name();
            case RouteOutcome.NoRoute none -> "404";
            case RouteOutcome.PassThrough passed -> "passed through";
            case RouteOutcome.Refused refused -> Integer.toString(refused.status());
        };
    }

    static Forwarding forwarding(RouteTable table, RequestFacts request) {
        return ((RouteOutcome.Forwarded) table.evaluate(request)).forwarding();
    }
}
