package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The states of the pages: for each what the API answers, where it is seen, and by what it is known. */
enum PageState {
    LIST_EMPTY(
            "/",
            ".empty",
            api -> api.on("GET", "/api/v1/experiments", 200, Examples.json("{'items': [], 'nextCursor': null}"))),
    LIST_ORPHANS("/", ".orphan", api -> api.on("GET", "/api/v1/orphans", 200, Examples.json("""
            [{'experiment': 'old-search', 'namespace': 'demo', 'virtualService': 'catalog', 'state': null, 'revision': 3, 'routes': 2, 'variants': ['v1', 'v2']}]"""))),
    LIST_NO_ANSWER("/", ".empty", api -> api.on("GET", "/api/v1/experiments", 503, problem("Not ready", 503))),
    LIVE_NO_EVENT("", ".curl", api -> {
        api.results.putNull("lastEventAt");
        at(api.results, "/health/exposures").put("requests", 0).put("units", 0);
        at(api.results, "/health/freshness").put("state", "NO_EVENT");
    }),
    LIVE_NOT_ENOUGH("", "progress", api -> {
        verdict(api, "INSUFFICIENT_DATA", null)
                .set("progress", Examples.json("{'have': 612, 'need': 8000, 'of': 'users'}"));
        for (var effect : api.results.path("effects")) {
            ((ArrayNode) effect.path("points")).removeAll();
        }
    }),
    LIVE_STALE("", ".strip.warn", api -> {
        String old = Instant.now().minusSeconds(74).toString();
        api.results.put("lastEventAt", old);
        at(api.results, "/health/freshness").put("state", "STALE").put("lastEventAt", old);
    }),
    LIVE_DISCONNECTED("", ".strip.mute", Scenario::cutStreams),
    LIVE_HARM("", ".verdict.is-harm", api -> {
        verdict(api, "HARM", null).put("sentence", "Server errors ×2.4 (×1.2 to ×4.7); e 1 640 ≥ alarm 400.");
        at(api.experiment, "/status").put("state", "ROLLED_BACK");
        at(api.results, "/experiment")
                .put("state", "ROLLED_BACK")
                .put("endedAt", Instant.now().toString());
    }),
    LIVE_CANNOT_JUDGE("", ".verdict.is-warn", api -> verdict(api, "CANNOT_JUDGE", "SAMPLE_RATIO")),
    LIVE_CONTESTED("", "#drift", api -> {
        at(api.experiment, "/status").set("drift", Examples.json("""
                {'object': 'VirtualService demo/catalog', 'fieldManager': 'argocd', 'seenAt': '2026-11-22T10:00:00Z',
                 'baseChanged': true, 'ownedChanged': true, 'diff': '- weight: 90\\n+ weight: 0', 'hash': 'aa'}"""));
        at(api.experiment, "/status/publication").put("state", "RUNNING").put("point", "STORED");
    }),
    LIVE_FORBIDDEN(
            "",
            ".empty",
            api -> api.on(
                    "GET",
                    "/api/v1/results/search-ranking",
                    403,
                    problem("Needed: role viewer in namespace payments.", 403))),
    EDIT_ERROR(
            "/edit", ".msg", api -> api.on("POST", "/api/v1/experiments/search-ranking/plan", 422, Examples.json("""
            {'type': 'urn:meshtrial:problem:rules-rejected', 'title': 'The rules cannot be read', 'status': 422, 'detail': 'Line 1, column 4.',
             'errors': [{'pointer': '/rules', 'line': 1, 'column': 5, 'detail': 'v9 is no version', 'expected': 'v1 or v2', 'hint': 'did you mean v2?'}]}"""))),
    EDIT_REFUSED(
            "/edit",
            ".strip[role=alert]",
            api -> api.on("POST", "/api/v1/experiments/search-ranking/plan", 409, problem("The mesh changed.", 409))),
    VERIFY_NOTHING("/verification", ".tile, .empty", api -> api.verification.putArray("rows")),
    VERIFY_FORBIDDEN(
            "/verification",
            ".empty",
            api -> api.on(
                    "GET",
                    "/api/v1/experiments/search-ranking/verifications",
                    403,
                    problem("Needed: role viewer in namespace payments.", 403))),
    VERIFY_DISCONNECTED("/verification", ".strip.mute", Scenario::cutStreams);

    private final String path;
    private final String sign;
    private final Consumer<Scenario> answers;

    PageState(String path, String sign, Consumer<Scenario> answers) {
        this.path = path.startsWith("/") && path.length() == 1 ? path : "/experiments/search-ranking" + path;
        this.sign = sign;
        this.answers = answers;
    }

    /** Brings the page into this state and waits until it says so. */
    void show(Page page, PageServer server) {
        answers.accept(server.play(Scenario.running()));
        page.navigate(server.address() + path);
        assertThat(page.locator(sign).first()).isVisible();
    }

    /** Its name in the file of its picture. */
    String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode at(ObjectNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer);
    }

    private static ObjectNode verdict(Scenario api, String word, @org.jspecify.annotations.Nullable String reason) {
        return at(api.results, "/verdict").put("word", word).put("reason", reason);
    }

    private static tools.jackson.databind.JsonNode problem(String detail, int status) {
        return Examples.json("{'title': 'Not for you', 'detail': '%s', 'status': %d}".formatted(detail, status));
    }
}
