package io.meshtrial.routing.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random rules, base objects and requests over a small common vocabulary, so that they meet often. */
final class Cases {

    static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
                    + " Safari/537.36 Edg/140.0.0.0",
            "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.0 Mobile/15E148 Safari/604.1",
            "curl/8.9.1");
    static final List<String> PATHS =
            List.of("/", "/search", "/search/x", "/searching", "/api/v1/items", "/api/v2/items", "/a.json", "/Search");
    static final List<String> HOSTS = List.of("shop.test", "www.shop.test", "shop.test:8080");
    static final List<String> VALUES = List.of("", "a", "b", "ab", "beta", "true");
    private static final List<String> PATH_REGEXES =
            List.of("/search.*", "/api/v[0-9]+/items", ".*\\.json", "/(a|search)");
    private static final List<String> HEADERS = List.of("x-a", "x-b", "accept-language", "referer");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> ORIGINS = List.of("https://shop.test", "https://else.test");

    private final RandomGenerator random;
    private final boolean subsets;
    private final List<MeshObject> delegates = new ArrayList<>();

    Cases(RandomGenerator random) {
        this.random = random;
        this.subsets = random.nextDouble() < 0.3;
    }

    /** Whether the variants are subsets of one service instead of services of their own. */
    boolean subsets() {
        return subsets;
    }

    /** Those that the objects made so far hand requests to. */
    List<MeshObject> delegates() {
        return List.copyOf(delegates);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Rules rules() {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            rules.add(new Rule.Allocate(chance(0.15) ? new Condition.Always() : condition(2), allocation()));
        }
        if (chance(0.3)) {
            rules.add(new Rule.EveryoneElse(new Allocation(
                    RandomisationUnit.REQUEST,
                    List.of(new Allocation.VariantShare(pick(List.of("v1", "v2", "v3")), new Share(Share.WHOLE))))));
        }
        while (chance(0.12)) {
            rules.add(
                    below(rules.size() + 1),
                    new Rule.Mirror(new Share(pick(List.of(1, 550, 5_000, Share.WHOLE))), "v" + (1 + below(3))));
        }
        return new Rules(rules);
    }

    private Allocation allocation() {
        RandomisationUnit unit = chance(0.2) ? RandomisationUnit.USER : RandomisationUnit.REQUEST;
        Allocation.VariantShare treatment =
                new Allocation.VariantShare("v2", new Share(pick(List.of(1, 5, 1_000, 3_333, 5_000, Share.WHOLE))));
        return new Allocation(
                unit,
                chance(0.3) && treatment.share().parts() <= 5_000
                        ? List.of(treatment, new Allocation.VariantShare("v3", new Share(2_000)))
                        : List.of(treatment));
    }

    Condition condition(int depth) {
        double kind = random.nextDouble();
        if (depth > 0 && kind < 0.15) {
            return new Condition.And(List.of(condition(depth - 1), condition(depth - 1)));
        }
        if (depth > 0 && kind < 0.25) {
            return new Condition.Or(List.of(condition(depth - 1), condition(depth - 1)));
        }
        if (depth > 0 && kind < 0.37) {
            return new Condition.Not(condition(depth - 1));
        }
        return switch (random.nextInt(8)) {
            case 0 -> new Condition.Browser(pick(List.of(BrowserPreset.values())));
            case 1 -> new Condition.Header(pick(HEADERS), match(VALUES));
            case 2 -> new Condition.Cookie(pick(List.of("plan", "id")), match(VALUES));
            case 3 -> new Condition.Query(pick(List.of("q", "page")), match(VALUES));
            case 5 ->
                new Condition.Host(
                        chance(0.8) ? plain(HOSTS) : new TextMatch.Regex(pick(List.of(".*shop.*", "www\\..+"))));
            case 4 -> new Condition.Method(new TextMatch.Exact(pick(List.of("GET", "POST"))));
            default -> new Condition.Path(chance(0.92) ? plain(PATHS) : new TextMatch.Regex(pick(PATH_REGEXES)));
        };
    }

    private TextMatch plain(List<String> from) {
        return chance(0.4) ? new TextMatch.Exact(pick(from)) : new TextMatch.Prefix(pick(from));
    }

    private TextMatch match(List<String> from) {
        return switch (random.nextInt(5)) {
            case 0 -> new TextMatch.Present();
            case 1 ->
                new TextMatch.Regex(pick(List.of(".*a.*", "[ab]+", ".*", "(?i)B.*", "a|beta|/search", ".*\\.json")));
            case 2 -> {
                String value = pick(from);
                yield value.isEmpty() ? new TextMatch.Present() : new TextMatch.Prefix(value);
            }
            default -> {
                String value = pick(from);
                yield value.isEmpty() ? new TextMatch.Present() : new TextMatch.Exact(value);
            }
        };
    }

    /** A VirtualService of one to four routes over catalogue services; redirects, delegates and unknown fields among them. */
    MeshObject virtualService(String name, String created) {
        ObjectNode object =
                JSON.objectNode().put("apiVersion", "networking.istio.io/v1").put("kind", "VirtualService");
        object.putObject("metadata")
                .put("name", name)
                .put("namespace", "demo")
                .put("resourceVersion", "1")
                .put("creationTimestamp", created);
        ObjectNode spec = object.putObject("spec");
        spec.putArray("hosts").add("*");
        spec.putArray("gateways").add("catalog-gateway");
        ArrayNode http = spec.putArray("http");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            http.add(i > 0 && chance(0.07) ? delegated(name, i) : route(i, i == count - 1 && chance(0.7)));
        }
        return new MeshObject(object);
    }

    /** A route whose requests an object without hosts takes further; what that one's routes leave goes on to the next. */
    private ObjectNode delegated(String name, int ordinal) {
        ObjectNode route = JSON.objectNode().put("name", "base-" + ordinal);
        route.putArray("match").addObject().putObject("uri").put("prefix", pick(PATHS));
        String inner = name + "-inner-" + ordinal;
        route.putObject("delegate").put("name", inner).put("namespace", "demo");
        ObjectNode object =
                JSON.objectNode().put("apiVersion", "networking.istio.io/v1").put("kind", "VirtualService");
        object.putObject("metadata").put("name", inner).put("namespace", "demo");
        ArrayNode http = object.putObject("spec").putArray("http");
        for (int i = 0; i <= below(2); i++) {
            http.add(route(0, false).put("name", "inner-" + i));
        }
        delegates.add(new MeshObject(object));
        return route;
    }

    private ObjectNode route(int ordinal, boolean last) {
        ObjectNode route = JSON.objectNode();
        if (chance(0.7)) {
            route.put("name", "base-" + ordinal);
        }
        if (!last) {
            int alternatives = 1 + random.nextInt(2);
            for (int i = 0; i < alternatives; i++) {
                route.withArray("/match").add(baseMatch());
            }
        }
        if (ordinal > 0 && chance(0.08)) {
            route.putObject("redirect").put("uri", "/moved");
            return route;
        }
        destinations(route);
        if (chance(0.25)) {
            route.putObject("rewrite").put("uri", pick(List.of("/new", "/", "/a\\b")));
        }
        if (chance(0.3)) {
            route.set("headers", operations());
        }
        if (chance(0.15)) {
            mirror(route);
        }
        if (chance(0.2)) {
            route.put("timeout", "3s").putObject("futureField").put("kept", true);
        }
        if (chance(0.12)) {
            fault(route.putObject("fault"));
        }
        if (chance(0.12)) {
            int attempts = below(3);
            ObjectNode retries = route.putObject("retries").put("attempts", attempts);
            if (attempts > 0 && chance(0.5)) {
                retries.put("retryOn", pick(List.of("5xx", "reset,503"))).put("perTryTimeout", "1s");
            }
        }
        if (chance(0.12)) {
            cors(route.putObject("corsPolicy"));
        }
        return route;
    }

    private void fault(ObjectNode fault) {
        if (chance(0.6)) {
            fault.putObject("delay")
                    .put("fixedDelay", "2s")
                    .putObject("percentage")
                    .put("value", pick(List.of(5, 100)));
        }
        if (fault.isEmpty() || chance(0.4)) {
            fault.putObject("abort")
                    .put("httpStatus", 503)
                    .putObject("percentage")
                    .put("value", 12.5);
        }
    }

    private void cors(ObjectNode policy) {
        policy.putArray("allowOrigins").addObject().put(pick(List.of("exact", "prefix")), pick(ORIGINS));
        policy.putArray("allowMethods").add("POST");
        if (chance(0.5)) {
            policy.put("allowCredentials", true)
                    .put("maxAge", "60s")
                    .putArray("exposeHeaders")
                    .add("x-p0");
        }
    }

    private void destinations(ObjectNode route) {
        int count = chance(0.3) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            ObjectNode destination = JSON.objectNode();
            String variant = count == 2 ? "v" + (i + 1) : chance(0.9) ? "v" + (1 + below(3)) : "other";
            destination.set(
                    "destination", variant.equals("other") ? JSON.objectNode().put("host", variant) : of(variant));
            if (count == 2) {
                destination.put("weight", 50 + 10 * i);
            }
            // Operations that differ per destination cannot be inherited by a third variant, so they are the same.
            if (chance(0.3) && count == 1) {
                destination.set("headers", operations());
            }
            route.withArray("/route").add(destination);
        }
    }

    private ObjectNode of(String variant) {
        return subsets
                ? JSON.objectNode().put("host", "catalog").put("subset", variant)
                : JSON.objectNode().put("host", "catalog-" + variant);
    }

    /** One copy, or a list of copies; without a percentage all requests are copied, with an empty one none. */
    private void mirror(ObjectNode route) {
        if (chance(0.5)) {
            route.set("mirror", of("v" + (1 + below(3))));
            switch (below(4)) {
                case 0 -> route.putObject("mirrorPercentage").put("value", 12.5);
                case 1 -> route.putObject("mirrorPercentage");
                case 2 -> route.put("mirrorPercent", 40);
                default -> {}
            }
            return;
        }
        int count = 1 + below(2);
        for (int i = 0; i < count; i++) {
            ObjectNode entry = route.withArray("/mirrors").addObject();
            entry.set(
                    "destination",
                    chance(0.5) ? of("v" + (1 + below(3))) : JSON.objectNode().put("host", "other"));
            if (chance(0.7)) {
                entry.putObject("percentage").put("value", pick(List.of(1, 50, 100)));
            }
        }
    }

    private ObjectNode operations() {
        ObjectNode headers = JSON.objectNode();
        for (String direction : List.of("request", "response")) {
            ObjectNode level = headers.putObject(direction);
            String prefix = direction.equals("request") ? "x-q" : "x-p";
            if (chance(0.5)) {
                level.withObject("/set").put(prefix + below(2), "s" + below(3));
            }
            if (chance(0.4)) {
                level.withObject("/add").put(prefix + below(2), "a" + below(3));
            }
            if (chance(0.4)) {
                level.withArray("/remove").add(prefix + below(2));
            }
            if (direction.equals("response") && chance(0.1)) {
                level.withObject("/" + pick(List.of("set", "add"))).put("set-cookie", "base=" + below(3));
            }
        }
        return headers;
    }

    private ObjectNode baseMatch() {
        ObjectNode match = JSON.objectNode();
        if (chance(0.6)) {
            if (chance(0.1)) {
                match.putObject("uri").put("regex", pick(PATH_REGEXES));
            } else {
                match.putObject("uri").put(chance(0.3) ? "exact" : "prefix", pick(PATHS));
            }
            if (chance(0.15)) {
                match.put("ignoreUriCase", true);
            }
        }
        if (chance(0.1)) {
            parameter(match.putObject("queryParams").putObject(pick(List.of("q", "page"))));
        }
        if (chance(0.25)) {
            match.putObject("headers").putObject("user-agent").put("regex", pick(List.of(".*Chrome.*", ".*Firefox.*")));
        }
        if (chance(0.2)) {
            match.withObject("/headers")
                    .putObject(pick(HEADERS))
                    .put(pick(List.of("exact", "prefix")), pick(VALUES.subList(1, 6)));
        }
        if (chance(0.1)) {
            match.putObject("withoutHeaders").putObject(pick(HEADERS)).put("exact", pick(VALUES.subList(1, 6)));
        }
        if (chance(0.12)) {
            boolean pattern = chance(0.2);
            match.putObject("method")
                    .put(pattern ? "regex" : "exact", pattern ? "P.*|GET" : pick(List.of("GET", "POST", "OPTIONS")));
        }
        if (chance(0.1)) {
            match.putObject("authority").put(pick(List.of("exact", "prefix")), pick(HOSTS));
        }
        if (chance(0.1)) {
            match.withObject("/headers").putObject("cookie").put("regex", "(^|.*;\\s*)plan=a(;.*|$)");
        }
        return match;
    }

    /** An empty one asks for its presence. */
    private void parameter(ObjectNode match) {
        if (chance(0.8)) {
            boolean pattern = chance(0.3);
            match.put(
                    pattern ? "regex" : "exact", pattern ? pick(List.of("[ab]+", "b.*")) : pick(VALUES.subList(1, 6)));
        }
    }

    Sent request() {
        List<Sent.Field> headers = new ArrayList<>();
        if (chance(0.9)) {
            headers.add(new Sent.Field("user-agent", pick(AGENTS)));
        }
        for (String name : HEADERS) {
            for (int i = 0; i < 2; i++) {
                if (chance(0.3)) {
                    headers.add(new Sent.Field(name, pick(VALUES)));
                }
            }
        }
        for (int i = 0; i < 2; i++) {
            if (chance(0.4)) {
                headers.add(
                        new Sent.Field("cookie", "plan=" + pick(VALUES) + (chance(0.5) ? "; id=" + pick(VALUES) : "")));
            }
        }
        String query = chance(0.5) ? "?q=" + pick(VALUES) + (chance(0.5) ? "&page=" + pick(VALUES) : "") : "";
        boolean crossOrigin = chance(0.2);
        if (crossOrigin) {
            headers.add(new Sent.Field("origin", pick(ORIGINS)));
            headers.add(new Sent.Field("access-control-request-method", "POST"));
        }
        return new Sent(
                pick(crossOrigin ? List.of("GET", "OPTIONS") : List.of("GET", "GET", "POST")),
                chance(0.7) ? "shop.test" : pick(HOSTS),
                pick(PATHS) + query,
                headers);
    }
}
