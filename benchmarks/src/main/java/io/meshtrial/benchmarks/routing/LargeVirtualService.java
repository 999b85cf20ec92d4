package io.meshtrial.benchmarks.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * 200 routes: 150 with exact and prefix paths and plain headers, 40 with header and cookie conditions (a cookie's is the
 * anchored regex that rules compile to, each another), 10 over five distinct regexes; and a request that only the last route takes, so that all are compared.
 */
final class LargeVirtualService {

    private static final List<String> REGEXES = List.of(
            ".*(Chrome|CriOS)/.*OPR/.*",
            ".*(Firefox|FxiOS)/.*",
            ".*Android.*; wv.*",
            ".*Version/[0-9.]+ .*Mobile.*",
            "curl/.*");

    private LargeVirtualService() {}

    static MeshObject object() {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "networking.istio.io/v1")
                .put("kind", "VirtualService");
        object.putObject("metadata")
                .put("name", "large")
                .put("namespace", "demo")
                .put("resourceVersion", "1");
        ObjectNode spec = object.putObject("spec");
        spec.putArray("hosts").add("*");
        spec.putArray("gateways").add("gateway");
        ArrayNode http = spec.putArray("http");
        for (int i = 0; i < 150; i++) {
            ObjectNode match = route(http, "plain-" + i);
            switch (i % 3) {
                case 0 -> match.putObject("uri").put("exact", "/items/" + i);
                case 1 -> match.putObject("uri").put("prefix", "/api/v" + i);
                default -> match.putObject("headers").putObject("x-tier").put("exact", "tier-" + i);
            }
        }
        for (int i = 0; i < 40; i++) {
            ObjectNode headers = route(http, "condition-" + i).putObject("headers");
            if (i % 2 == 0) {
                headers.putObject("cookie").put("regex", "(^|.*;\\s*)plan-" + i + "=gold\\s*(;.*|$)");
            } else {
                headers.putObject("x-beta").put("prefix", "beta-" + i);
            }
        }
        for (int i = 0; i < 10; i++) {
            route(http, "regex-" + i)
                    .putObject("headers")
                    .putObject("user-agent")
                    .put("regex", REGEXES.get(i % 5));
        }
        http.addObject().put("name", "rest").putArray("route").add(destination());
        return new MeshObject(object);
    }

    private static ObjectNode route(ArrayNode http, String name) {
        ObjectNode route = http.addObject().put("name", name);
        route.putArray("route").add(destination());
        return route.putArray("match").addObject();
    }

    private static ObjectNode destination() {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        target.putObject("destination").put("host", "catalog");
        return target;
    }

    static MeshObject gateway() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", "Gateway");
        object.putObject("metadata").put("name", "gateway").put("namespace", "demo");
        ObjectNode spec = object.putObject("spec");
        spec.putObject("selector").put("istio", "ingressgateway");
        ObjectNode server = spec.putArray("servers").addObject();
        server.putObject("port").put("number", 80);
        server.putArray("hosts").add("*");
        return new MeshObject(object);
    }

    static VirtualService model() {
        return new ObjectMapper().convertValue(object().json(), VirtualService.class);
    }

    static RequestFacts request() {
        return RequestFacts.get("shop.example", "/search/things?q=1")
                .with(
                        "user-agent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                                + "Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0")
                .with("accept", "text/html,application/xhtml+xml")
                .with("accept-language", "en-GB,en;q=0.9")
                .with("cookie", "sid=abcdef0123456789; plan=free; theme=dark")
                .with("x-tier", "gold")
                .with("x-beta", "no");
    }
}
