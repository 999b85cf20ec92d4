package io.meshtrial.analytics.dashboard.page;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answers of the reference documentation, as fresh as if they were given now. */
final class Examples {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Path REFERENCE = Path.of("..", "docs", "reference");

    /** A plan with a warning, which the reference's example has no reason to have. */
    private static final Path PLAN = Path.of("src", "test", "resources", "page", "plan.json");

    private static final Pattern INSTANT = Pattern.compile("\"(2026-11-\\d\\dT[0-9:.]+Z)\"");

    private Examples() {}

    /** Every instant moved by as much as brings {@code asOf} to now: an old answer would be shown as stale. */
    static ObjectNode results() {
        ObjectNode results = read("results-example.json");
        Duration shift = Duration.between(Instant.parse(results.path("asOf").asString()), Instant.now());
        return shifted(results, shift);
    }

    static ObjectNode experiment() {
        return read("experiment-example.json");
    }

    static ObjectNode plan() {
        ObjectNode plan = (ObjectNode) JSON.readTree(PLAN.toFile());
        ((ObjectNode) plan.path("rules"))
                .set("json", json("{'rules': [{'allocate': {'shares': [{'variant': 'v2', 'percent': 10}]}}]}"));
        return plan;
    }

    static ObjectNode verification() {
        ObjectNode answer = read("verification-example.json");
        return shifted(answer, Duration.between(Instant.parse("2026-11-22T12:20:02Z"), Instant.now()));
    }

    static ObjectNode explanation() {
        return read("explain-example.json");
    }

    static JsonNode resultList() {
        return json("""
                {'items': [
                  {'experiment': 'search-ranking', 'word': 'NO_HARM', 'reason': null, 'sentence': 'p95 latency upper bound +3.1 % < margin 5 %', 'randomised': true, 'arms': [{'variant': 'v2', 'target': 0.25, 'observed': 0.2515}]},
                  {'experiment': 'checkout-retry', 'word': 'CANNOT_JUDGE', 'reason': 'DRIFT', 'sentence': 'A route was changed by someone else', 'randomised': true, 'arms': [{'variant': 'v2', 'target': 0.1, 'observed': 0.098}]},
                  {'experiment': 'chrome-to-v1', 'word': 'CANNOT_JUDGE', 'reason': 'TARGETED_ONLY', 'sentence': 'Not judged: targeted rules only', 'randomised': false, 'arms': []}],
                 'stream': {'state': 'FRESH'}}""");
    }

    static JsonNode experimentList(ObjectNode first) {
        ObjectNode list = JSON.createObjectNode();
        var items = list.putArray("items");
        for (String id : new String[] {"search-ranking", "checkout-retry", "chrome-to-v1", "typo-tolerance"}) {
            ObjectNode one = first.deepCopy();
            one.put("id", id);
            items.add(one);
        }
        ((ObjectNode) items.get(1).at("/status/conditions/2")).put("status", "False");
        ((ObjectNode) items.get(3).path("status")).put("state", "DRAFT");
        return list.putNull("nextCursor");
    }

    static JsonNode history() {
        return json("""
                {'items': [
                  {'seq': 2, 'experiment': 'search-ranking', 'at': '2026-11-22T09:00:00Z', 'actor': 'you', 'action': 'start', 'revision': 1, 'reason': 'first try on real visitors', 'diff': null},
                  {'seq': 1, 'experiment': 'search-ranking', 'at': '2026-11-22T08:58:00Z', 'actor': 'you', 'action': 'create', 'revision': 1, 'reason': null, 'diff': '+ 10% to v2'}],
                 'nextCursor': null}""");
    }

    static JsonNode planning() {
        return json("""
                {'experiment': 'search-ranking', 'metrics': [],
                 'sentence': 'At 10 % and 40 requests/s, a rise of Server errors from 1 % to 1.2 % shows in about 3.7 h (534 000 requests).'}""");
    }

    static JsonNode services() {
        return json("[{'namespace': 'demo', 'service': 'catalog', 'hosts': ['*'], 'versions': []}]");
    }

    static JsonNode routes() {
        return json("""
                {'namespace': 'demo', 'service': 'catalog', 'object': 'VirtualService demo/catalog', 'routes': [
                  {'index': 0, 'name': 'beta', 'owner': 'FOREIGN', 'experiment': null, 'rule': 'header x-beta is present: 100% to v2', 'notARule': null},
                  {'index': 1, 'name': '', 'owner': 'FOREIGN', 'experiment': null, 'rule': null, 'notARule': 'rules do not say timeout'}]}""");
    }

    /** JSON with single quotes, for readable tests. */
    static JsonNode json(String singleQuoted) {
        return JSON.readTree(singleQuoted.replace('\'', '"'));
    }

    private static ObjectNode read(String name) {
        return (ObjectNode) JSON.readTree(REFERENCE.resolve(name).toFile());
    }

    private static ObjectNode shifted(ObjectNode tree, Duration by) {
        String text = INSTANT.matcher(tree.toString())
                .replaceAll(match -> "\"" + Instant.parse(match.group(1)).plus(by) + "\"");
        return (ObjectNode) JSON.readTree(text);
    }
}
