package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.evaluate.RequestFacts.HeaderField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Hosts with routes of every kind that an experiment may or may not apply to, rules, and requests to them. */
final class RandomHost {

    /** One request, as the rules see it and as the mesh does. */
    record Request(io.meshtrial.rules.evaluate.RequestFacts rules, io.meshtrial.routing.evaluate.RequestFacts mesh) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";

    private static final List<String> APART = List.of(
            "{\"name\":\"old\",\"match\":[{\"uri\":{\"prefix\":\"/old\"}}],\"redirect\":{\"uri\":\"/new\"}}",
            "{\"name\":\"assets\",\"match\":[{\"uri\":{\"prefix\":\"/static\"}}],"
                    + "\"route\":[{\"destination\":{\"host\":\"assets\"}}]}",
            "{\"name\":\"beta\",\"match\":[{\"headers\":{\"x-beta\":{\"exact\":\"true\"}}}],"
                    + "\"route\":[{\"destination\":{\"host\":\"assets\"}}]}");

    private static final List<String> SERVED = List.of(
            "{\"name\":\"api\",\"match\":[{\"uri\":{\"prefix\":\"/api\"}}],"
                    + "\"route\":[{\"destination\":{\"host\":\"catalog-v1\"}}]}",
            "{\"name\":\"search\",\"match\":[{\"uri\":{\"prefix\":\"/search\"}},{\"method\":{\"exact\":\"POST\"}}],"
                    + "\"route\":[{\"destination\":{\"host\":\"catalog-v1\"},\"weight\":80},"
                    + "{\"destination\":{\"host\":\"catalog-v2\"},\"weight\":20}]}",
            "{\"name\":\"rest\",\"route\":[{\"destination\":{\"host\":\"catalog-v1\"}}]}");

    private static final List<String> CONDITIONS = List.of(
            "Chrome",
            "Firefox",
            "any Chromium and not Opera",
            "path starting with /search",
            "path /api/x or path starting with /old",
            "header x-beta is \"true\"",
            "header x-beta present and not cookie plan is free",
            "query q present",
            "method is \"POST\"");

    private static final List<String> SHARES =
            List.of("to v1", "to v2", ": 0.05% to v2", ": 10% to v2", ": 25% to v2, 75% to v1");

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36"
                    + " OPR/123.0.0.0",
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
            "curl/8.15.0");

    private static final List<String> PATHS =
            List.of("/", "/search?q=1", "/search/a", "/api/x", "/api/y?q=2", "/static/a.css", "/old/a", "/Weather");

    private final SplittableRandom random;

    RandomHost(SplittableRandom random) {
        this.random = random;
    }

    MeshObject gateway() {
        return object("Gateway", "g", """
                {"selector": {"istio": "ingressgateway"},
                 "servers": [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}]}""");
    }

    MeshObject virtualService() {
        List<String> routes = new ArrayList<>();
        int kept = random.nextInt(SERVED.size());
        for (int i = 0; i < SERVED.size(); i++) {
            if (oneIn(3)) {
                routes.add(APART.get(i));
            }
            if (i == kept || random.nextBoolean()) {
                routes.add(SERVED.get(i));
            }
        }
        return object(
                "VirtualService",
                "catalog",
                "{\"hosts\":[\"shop.test\"],\"gateways\":[\"g\"],\"http\":[" + String.join(",", routes) + "]}");
    }

    static MeshObject object(String kind, String name, String spec) {
        try {
            return new MeshObject(JSON.readTree("{\"apiVersion\":\"networking.istio.io/v1\",\"kind\":\"" + kind
                    + "\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"demo\"},\"spec\":" + spec + "}"));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    ReadRules rules() {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String shares = pick(SHARES);
            boolean sticky = shares.startsWith(":") && oneIn(3);
            lines.add((sticky ? "users of " : "") + pick(CONDITIONS) + (shares.startsWith(":") ? "" : " ") + shares);
        }
        if (oneIn(4)) {
            lines.add("everyone else to v2");
        }
        return RuleReader.stored(String.join("\n", lines));
    }

    ExperimentRouting experiment(String id, ReadRules rules, int priority) {
        Map<Integer, Drawing> drawings = new HashMap<>();
        for (int rule = 0; rule <= rules.rules().rules().size(); rule++) {
            drawings.put(rule, new Drawing(1, TOKEN, List.of(new DrawnWeights(1, Map.of("v1", 90, "v2", 10)))));
        }
        return new ExperimentRouting(
                id,
                1,
                List.of(
                        new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
                        new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null)),
                rules.rules(),
                drawings,
                true,
                priority,
                Instant.EPOCH,
                StickySettings.defaults());
    }

    Request request() {
        List<HeaderField> headers = new ArrayList<>(List.of(new HeaderField("user-agent", pick(AGENTS))));
        if (oneIn(3)) {
            headers.add(new HeaderField("x-beta", random.nextBoolean() ? "true" : "false"));
        }
        if (oneIn(3)) {
            headers.add(new HeaderField("cookie", "a=1; plan=free"));
        }
        String method = oneIn(4) ? "POST" : "GET";
        String path = pick(PATHS);
        var mesh = io.meshtrial.routing.evaluate.RequestFacts.of(method, "shop.test", path, List.of());
        for (HeaderField header : headers) {
            mesh = mesh.with(header.name(), header.value());
        }
        return new Request(new io.meshtrial.rules.evaluate.RequestFacts(method, "shop.test", path, headers), mesh);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
