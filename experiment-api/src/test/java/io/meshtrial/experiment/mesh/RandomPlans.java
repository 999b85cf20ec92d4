package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random VirtualServices and experiments that use everything the compiler writes. */
final class RandomPlans {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";

    private static final List<String> CONDITIONS = List.of(
            "Chrome",
            "any Chromium and not Opera",
            "path starting with /search",
            "path /a or path matches \"/item/[0-9]+\"",
            "header x-beta is \"true\"",
            "header x-beta present and not cookie plan is free",
            "cookie id starts with ab",
            "query q present",
            "not query q is 1",
            "method POST",
            "host shop.test",
            "not header accept-language starts with de");

    private static final List<String> SHARES =
            List.of("0.05% to v2", "10% to v2", "33.33% to v2, 20% to v3", "100% to v3", "12.5% to v3, 87.5% to v1");

    private static final List<String> EXTRAS = List.of(
            "\"rewrite\":{\"uri\":\"/new\"}",
            "\"timeout\":\"3s\",\"retries\":{\"attempts\":2,\"perTryTimeout\":\"1s\",\"retryOn\":\"5xx\"}",
            "\"headers\":{\"request\":{\"set\":{\"x-q\":\"a%%\"},\"remove\":[\"x-r\"]},"
                    + "\"response\":{\"add\":{\"set-cookie\":\"base=1\"}}}",
            "\"corsPolicy\":{\"allowOrigins\":[{\"exact\":\"https://shop.test\"}],\"maxAge\":\"1h\"}",
            "\"mirror\":{\"host\":\"mirror\"},\"mirrorPercentage\":{\"value\":12.5}",
            "\"fault\":{\"delay\":{\"fixedDelay\":\"1s\",\"percentage\":{\"value\":0.1}}}",
            "\"name\":\"base\"");

    private static final List<String> MATCHES = List.of(
            "{\"uri\":{\"prefix\":\"/search\"}}",
            "{\"uri\":{\"exact\":\"/a\"},\"ignoreUriCase\":true}",
            "{\"headers\":{\"user-agent\":{\"regex\":\".*Chrome.*\"}}}",
            "{\"withoutHeaders\":{\"x-beta\":{\"exact\":\"no\"}},\"method\":{\"exact\":\"GET\"}}",
            "{\"queryParams\":{\"q\":{\"regex\":\"[0-9]+\"}}}");

    private final SplittableRandom random;

    RandomPlans(long seed) {
        random = new SplittableRandom(seed);
    }

    MeshObject virtualService(String namespace, String name) throws Exception {
        ObjectNode object = JSON.createObjectNode();
        object.put("apiVersion", "networking.istio.io/v1").put("kind", "VirtualService");
        object.putObject("metadata").put("namespace", namespace).put("name", name);
        ObjectNode spec = object.putObject("spec");
        spec.putArray("hosts").add("shop.test");
        spec.putArray("gateways").add("catalog-gateway");
        ArrayNode http = spec.putArray("http");
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String match = i < count - 1 ? "\"match\":[" + pick(MATCHES) + "," + pick(MATCHES) + "]," : "";
            http.add(JSON.readTree("{" + match + pick(EXTRAS) + ",\"route\":" + destinations() + "}"));
        }
        return new MeshObject(object);
    }

    private String destinations() {
        return random.nextBoolean()
                ? "[{\"destination\":{\"host\":\"catalog\",\"subset\":\"v1\",\"port\":{\"number\":80}}}]"
                : "[{\"destination\":{\"host\":\"catalog\",\"subset\":\"v1\"},\"weight\":70},"
                        + "{\"destination\":{\"host\":\"catalog-next\"},\"weight\":30}]";
    }

    ExperimentRouting experiment(int revision) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            lines.add((random.nextInt(3) == 0 ? "users of " : "") + pick(CONDITIONS) + ": " + pick(SHARES));
        }
        if (random.nextBoolean()) {
            lines.add("mirror 5% to v2");
        }
        if (random.nextBoolean()) {
            lines.add("everyone else to v2");
        }
        Rules rules = ((ParseResult.Parsed) RuleParser.parse(String.join("\n", lines))).rules();
        Map<Integer, Drawing> drawings = new HashMap<>();
        for (int rule = 0; rule <= rules.rules().size(); rule++) {
            List<DrawnWeights> history =
                    List.of(new DrawnWeights(1, Map.of("v1", 1 + random.nextInt(99), "v2", random.nextInt(100))));
            drawings.put(rule, new Drawing(revision, TOKEN, history));
        }
        return new ExperimentRouting(
                "shop",
                revision,
                List.of(
                        new RoutedVariant("v1", VariantRole.CONTROL, "catalog", "v1", null),
                        new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-next", null, null),
                        new RoutedVariant("v3", VariantRole.TREATMENT, "catalog", "v3", 80)),
                rules,
                drawings,
                random.nextBoolean(),
                0,
                Instant.EPOCH,
                StickySettings.defaults());
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
