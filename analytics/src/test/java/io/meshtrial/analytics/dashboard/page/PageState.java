package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The states of the pages: for each what the API answers, where it is seen, by what it is known, and what it says. */
enum PageState {
    LIST_EMPTY(
            "/",
            ".empty",
            "No experiments yet",
            api -> api.on("GET", "/api/v1/experiments", 200, Examples.json("{'items': [], 'nextCursor': null}"))),
    LIST_ORPHANS("/", ".orphan", "old-search", api -> api.on("GET", "/api/v1/orphans", 200, Examples.json("""
            [{'experiment': 'old-search', 'namespace': 'demo', 'virtualService': 'catalog', 'state': null, 'revision': 3, 'routes': 2, 'variants': ['v1', 'v2']}]"""))),
    LIST_NO_ANSWER(
            "/", ".empty", "Not ready", api -> api.on("GET", "/api/v1/experiments", 503, problem("Not ready", 503))),
    LIVE_NO_EVENT("", ".curl", "Not enough data[\\s\\S]*No event yet", PageState::silence),
    LIVE_NOT_ENOUGH("", "progress", "612 of 8.000 users", api -> {
        verdict(api, "INSUFFICIENT_DATA", null)
                .set("progress", Examples.json("{'have': 612, 'need': 8000, 'of': 'users'}"));
        for (var effect : api.results.path("effects")) {
            ((ArrayNode) effect.path("points")).removeAll();
        }
    }),
    LIVE_STALE("", ".strip.warn", "Last event 1 min ago", api -> {
        String old = Instant.now().minusSeconds(74).toString();
        api.results.put("lastEventAt", old);
        at(api.results, "/health/freshness").put("state", "STALE").put("lastEventAt", old);
    }),
    LIVE_DISCONNECTED("", ".strip.mute", "Connection lost\\. Retry in \\d+ s, attempt \\d+\\.", Scenario::cutStreams),
    LIVE_HARM("", ".verdict.is-harm", "Harm: rolled back", api -> {
        verdict(api, "HARM", null).put("sentence", "Server errors ×2.4 (×1.2 to ×4.7); e 1 640 ≥ alarm 400.");
        at(api.experiment, "/status").put("state", "ROLLED_BACK");
        at(api.results, "/experiment")
                .put("state", "ROLLED_BACK")
                .put("endedAt", Instant.now().toString());
    }),
    LIVE_CANNOT_JUDGE("", ".verdict.is-warn", "Cannot judge", api -> verdict(api, "CANNOT_JUDGE", "SAMPLE_RATIO")),
    LIVE_CONTESTED("", "#drift", "argocd", api -> {
        at(api.experiment, "/status").set("drift", Examples.json("""
                {'object': 'VirtualService demo/catalog', 'fieldManager': 'argocd', 'seenAt': '2026-11-22T10:00:00Z',
                 'baseChanged': true, 'ownedChanged': true, 'diff': '- weight: 90\\n+ weight: 0', 'hash': 'aa'}"""));
        at(api.experiment, "/status/publication").put("state", "RUNNING").put("point", "STORED");
    }),
    LIVE_FORBIDDEN(
            "",
            ".empty",
            "You may not see results in payments",
            api -> api.on(
                    "GET",
                    "/api/v1/results/search-ranking",
                    403,
                    problem("Needed: role viewer in namespace payments.", 403))),
    EDIT_ERROR(
            "/edit",
            ".msg",
            "v9 is no version",
            api -> api.on("POST", "/api/v1/experiments/search-ranking/plan", 422, Examples.json("""
            {'type': 'urn:meshtrial:problem:rules-rejected', 'title': 'The rules cannot be read', 'status': 422, 'detail': 'Line 1, column 4.',
             'errors': [{'pointer': '/rules', 'line': 1, 'column': 5, 'detail': 'v9 is no version', 'expected': 'v1 or v2', 'hint': 'did you mean v2?'}]}"""))),
    EDIT_REFUSED(
            "/edit",
            ".strip[role=alert]",
            "The mesh changed",
            api -> api.on("POST", "/api/v1/experiments/search-ranking/plan", 409, problem("The mesh changed.", 409))),
    VERIFY_NOTHING("/verification", ".tile, .empty", "Nothing verified yet", api -> api.verification.putArray("rows")),
    VERIFY_FORBIDDEN(
            "/verification",
            ".empty",
            "Needed: role viewer in namespace payments",
            api -> api.on(
                    "GET",
                    "/api/v1/experiments/search-ranking/verifications",
                    403,
                    problem("Needed: role viewer in namespace payments.", 403))),
    LIST_LOADING("/", ".later", "Loading experiments", api -> api.keepSilentAbout("/api/v1/experiments")),
    LIST_FORBIDDEN(
            "/",
            ".empty",
            "Needed: role viewer in namespace payments",
            api -> api.on(
                    "GET", "/api/v1/experiments", 403, problem("Needed: role viewer in namespace payments.", 403))),
    LIST_NO_MATCH("/?q=serch", ".empty", "No experiment matches “serch”", api -> {}),
    LIST_NOT_ENOUGH(
            "/", Signs.LISTED, "612 of 8 000 users", api -> listed(api, "INSUFFICIENT_DATA", "612 of 8 000 users")),
    LIST_HARM("/", Signs.LISTED, "e 1 640 ≥ alarm 400", api -> listed(api, "HARM", "e 1 640 ≥ alarm 400")),
    LIST_CANNOT_JUDGE("/", Signs.LISTED, "A route was changed by someone else", api -> {}),
    LIST_STALE("/", "mt-list .strip.warn", "Last event 1 min ago\\. What you see is as of", api -> {
        ObjectNode list = listed(api, "CANNOT_JUDGE", "Last event 74 s ago");
        at(list, "/items/0").put("lastEventAt", Instant.now().minusSeconds(74).toString());
        at(list, "/stream").put("state", "STALE");
    }),
    LIST_DISCONNECTED("/", Signs.LISTED, "search-ranking", api -> {}) {
        @Override
        void after(Page page, Scenario api) {
            api.cutOff("GET", "/api/v1/experiments");
            assertThat(page.locator("mt-list .strip.mute"))
                    .containsText(Pattern.compile("Connection lost\\. Retry in \\d+ s, attempt \\d+\\."));
            assertThat(page.locator("mt-list")).containsText("Meshtrial does not answer");
        }
    },
    LIVE_LOADING(
            "",
            ".later",
            "Loading results of search-ranking",
            api -> api.keepSilentAbout("/api/v1/results/search-ranking")),
    EDIT_LOADING(
            "/edit",
            ".later",
            "Loading search-ranking",
            api -> api.keepSilentAbout("/api/v1/experiments/search-ranking")),
    EDIT_FORBIDDEN(
            "/edit",
            ".empty",
            "Needed: role viewer in namespace payments",
            api -> api.on(
                    "GET",
                    "/api/v1/experiments/search-ranking",
                    403,
                    problem("Needed: role viewer in namespace payments.", 403))),
    EDIT_DISCONNECTED(
            "/edit",
            ".strip.mute",
            "Connection lost\\. Retry in \\d+ s, attempt \\d+\\.",
            api -> api.cutOff("POST", "/api/v1/experiments/search-ranking/plan")),
    EDIT_WAITS("/edit?waits=p-1", "#approval", "Waits for approval\\. Plan p-1", api -> {}),
    NEW_FORBIDDEN(
            "/new",
            ".strip[role=alert]",
            "Needed: role viewer in namespace payments",
            api -> api.on("POST", "/api/v1/plan", 403, problem("Needed: role viewer in namespace payments.", 403))),
    NEW_DISCONNECTED(
            "/new",
            ".strip.mute",
            "Connection lost\\. Retry in \\d+ s, attempt \\d+\\.",
            api -> api.cutOff("POST", "/api/v1/plan")),
    VERIFY_LOADING(
            "/verification",
            ".later",
            "Loading verification of search-ranking",
            api -> api.keepSilentAbout("/api/v1/experiments/search-ranking/verifications")),
    VERIFY_TOO_EARLY(
            "/verification",
            ".verdict.is-mute",
            "2 of 7 checks too early[\\s\\S]*Too early[\\s\\S]*Ready near",
            api -> checked(api, "TOO_EARLY", "2 of 7 checks too early")),
    VERIFY_UNKNOWN(
            "/verification",
            ".verdict.is-warn",
            "2 of 7 checks unknown[\\s\\S]*That is not a pass",
            api -> checked(api, "UNKNOWN", "2 of 7 checks unknown")),
    VERIFY_STALE("/verification", ".strip.warn", "Last check 1 h .*ago", api -> {
        for (var row : api.verification.path("rows")) {
            ((ObjectNode) row).put("checkedAt", Instant.now().minusSeconds(3700).toString());
        }
    }),
    VERIFY_DISCONNECTED(
            "/verification",
            ".strip.mute",
            "Connection lost\\. Retry in \\d+ s, attempt \\d+\\.",
            Scenario::cutStreams);

    /** Rows of the list are a table on wide screens and cards on narrow ones. */
    private static final class Signs {
        static final String LISTED = "table.list:visible, .lcard:visible";
    }

    private final String path;
    private final String sign;
    private final Pattern says;
    private final Consumer<Scenario> answers;

    PageState(String path, String sign, String says, Consumer<Scenario> answers) {
        this.path = path.startsWith("/?") || path.equals("/") || path.equals("/new")
                ? path
                : "/experiments/search-ranking" + path;
        this.sign = sign;
        this.says = Pattern.compile(says);
        this.answers = answers;
    }

    /** Brings the page into this state and waits until it says so in words. */
    void show(Page page, PageServer server) {
        Scenario api = server.play(Scenario.running());
        answers.accept(api);
        page.navigate(server.address() + path);
        assertThat(page.locator(sign).first()).isVisible();
        assertThat(page.locator("main")).containsText(says);
        after(page, api);
    }

    /** What happens once the page stands there. */
    void after(Page page, Scenario api) {}

    /** Its name in the file of its picture. */
    String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Nobody has been served by an owned route: nothing is counted, bound or judged. */
    private static void silence(Scenario api) {
        api.results.putNull("lastEventAt");
        at(api.results, "/health/exposures").put("requests", 0).put("units", 0);
        at(api.results, "/health/freshness").put("state", "NO_EVENT");
        at(api.results, "/health/sampleRatio").put("state", "NO_DATA").putNull("e");
        at(api.results, "/health/bots").put("requests", 0).put("of", 0).put("share", 0);
        for (String count : new String[] {"counted", "produced", "lost", "lostShare", "late", "duplicates"}) {
            at(api.results, "/health/events").put(count, 0);
        }
        verdict(api, "INSUFFICIENT_DATA", null)
                .put("sentence", "No event yet.")
                .putNull("progress")
                .putNull("timeToDecisionSeconds")
                .putNull("decisionAt");
        for (JsonNode condition : api.results.at("/verdict/promotion")) {
            ((ObjectNode) condition).put("state", "NOT_YET").putNull("bound");
        }
    }

    private static ObjectNode at(ObjectNode tree, String pointer) {
        return (ObjectNode) tree.at(pointer);
    }

    private static ObjectNode verdict(Scenario api, String word, @org.jspecify.annotations.Nullable String reason) {
        return at(api.results, "/verdict").put("word", word).put("reason", reason);
    }

    /** The first experiment of the list has this verdict. */
    private static ObjectNode listed(Scenario api, String word, String sentence) {
        ObjectNode list = (ObjectNode) Examples.resultList();
        at(list, "/items/0").put("word", word).put("sentence", sentence);
        api.on("GET", "/api/v1/results", 200, list);
        return list;
    }

    /** Two witnesses say this and no other differs. */
    private static void checked(Scenario api, String verdict, String sentence) {
        for (JsonNode row : api.verification.path("rows")) {
            ((ObjectNode) row).put("verdict", "AGREES").putNull("readyAt");
        }
        for (int i = 0; i < 2; i++) {
            ((ObjectNode) api.verification.at("/rows/" + i))
                    .put("verdict", verdict)
                    .put("readyAt", Instant.now().plusSeconds(20).toString());
        }
        ((ObjectNode) api.verification.path("summary"))
                .put("sentence", sentence)
                .put("differs", 0)
                .put("agrees", 5)
                .put("tooEarly", verdict.equals("TOO_EARLY") ? 2 : 0)
                .put("unknown", verdict.equals("UNKNOWN") ? 2 : 0);
    }

    private static JsonNode problem(String detail, int status) {
        return Examples.json("{'title': 'Not for you', 'detail': '%s', 'status': %d}".formatted(detail, status));
    }
}
