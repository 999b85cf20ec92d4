package io.meshtrial.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.OidcProvider;
import io.meshtrial.experiment.support.RunningApi;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Fault 19: role × verb × namespace, cell by cell, with tokens of an OpenID provider. */
class RightsTest {

    private static final List<String> ROLES = List.of("viewer", "editor", "approver", "admin");

    /** The table of docs/reference/contracts.md; x is allowed in the role's own namespace, nothing is elsewhere. */
    private static final String TABLE = """
            verb                                           | viewer | editor | approver | admin
            GET    /experiments/{id}                       | x      | x      | x        | x
            GET    /experiments/{id}/history               | x      | x      | x        | x
            GET    /experiments/{id}/revisions/1           | x      | x      | x        | x
            GET    /experiments/{id}/approvals             | x      | x      | x        | x
            GET    /services/demo/catalog/versions         | x      | x      | x        | x
            GET    /services/demo/catalog/routes           | x      | x      | x        | x
            GET    /experiments/{id}/verifications         | x      | x      | x        | x
            GET    /experiments/{id}/base-plan             | x      | x      | x        | x
            GET    /experiments/{id}/stream                | x      | x      | x        | x
            GET    /experiments/{id}/verifications/{run}   | x      | x      | x        | x
            GET    /operations/{operation}                 | x      | x      | x        | x
            GET    /orphans/traces                         | x      | x      | x        | x
            POST   /plan                                   | x      | x      | x        | x
            POST   /plan/explain                           | x      | x      | x        | x
            POST   /experiments/{id}/plan                  | x      | x      | x        | x
            POST   /experiments/{id}/explain               | x      | x      | x        | x
            POST   /experiments?dryRun=All                 | -      | x      | -        | x
            PATCH  /experiments/{id}?dryRun=All            | -      | x      | -        | x
            PUT    /experiments/{id}/rules?dryRun=All      | -      | x      | -        | x
            DELETE /experiments/{id}?dryRun=All            | -      | x      | -        | x
            POST   /experiments/{id}/start?dryRun=All      | -      | x      | -        | x
            POST   /experiments/{id}/pause?dryRun=All      | -      | x      | -        | x
            POST   /experiments/{id}/resume?dryRun=All     | -      | x      | -        | x
            POST   /experiments/{id}/promote?dryRun=All    | -      | x      | -        | x
            POST   /experiments/{id}/stop?dryRun=All       | -      | x      | -        | x
            POST   /experiments/{id}/accept?dryRun=All     | -      | x      | -        | x
            POST   /orphans/{orphan}/adopt                 | -      | x      | -        | x
            DELETE /orphans/{orphan}?dryRun=All            | -      | x      | -        | x
            POST   /experiments/{id}/rollback?dryRun=All   | -      | x      | x        | x
            POST   /experiments/{id}/verifications         | -      | x      | x        | x
            POST   /experiments/{id}/approvals?dryRun=All  | -      | -      | x        | x
            """;

    /** Show each caller what is in a namespace of theirs, and refuse nobody. */
    private static final Set<String> LISTS = Set.of("GET /experiments", "GET /services", "GET /orphans");

    private static final Map<String, String> BODIES = Map.of(
            "POST /plan", "{\"rules\":\"10% to v2\"}",
            "POST /plan/explain", "{\"definition\":{\"rules\":\"10% to v2\"},\"request\":{\"path\":\"/\"}}",
            "POST /experiments?dryRun=All", "{\"id\":\"fresh\",\"rules\":\"10% to v2\"}",
            "PATCH /experiments/{id}?dryRun=All", "{\"question\":\"?\"}",
            "PUT /experiments/{id}/rules?dryRun=All", "\"20% to v2\"",
            // They do not say the routes that stand there, so whoever may adopt them is refused for that.
            "POST /orphans/{orphan}/adopt", "{\"rules\":\"99% to v2\"}",
            "POST /experiments/{id}/explain", "{\"path\":\"/\"}",
            "POST /experiments/{id}/approvals?dryRun=All", "{\"planId\":\"p-0\"}");

    private static OidcProvider provider;
    private static RunningApi running;
    private static String operation = "";
    private static String run = "";

    @BeforeAll
    static void start() throws Exception {
        provider = new OidcProvider();
        running = RunningApi.start(
                "meshtrial.oidc.issuer=" + provider.issuer(), "meshtrial.oidc.audiences=" + OidcProvider.AUDIENCE);
        running.api().post("/api/v1/experiments", "{\"id\":\"guarded\",\"rules\":\"10% to v2\"}");
        running.api().post("/api/v1/experiments", "{\"id\":\"moving\",\"rules\":\"10% to v2\"}");
        Api.Answer started = running.api().post("/api/v1/experiments/moving/start", "{}");
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        operation = started.header("location").replaceAll(".*/", "");
        await().until(() -> running.api()
                .get("/api/v1/operations/" + operation)
                .body()
                .path("state")
                .asString("")
                .equals("SUCCEEDED"));
        running.api().post("/api/v1/experiments/moving/verifications", null);
        await().until(() -> !runs().isEmpty());
        run = runs().getFirst();
        ObjectNode live = running.virtualService().deepCopy();
        ArrayNode http = (ArrayNode) live.at("/spec/http");
        http.insert(0, ((ObjectNode) http.get(http.size() - 1).deepCopy()).put("name", "meshtrial/orphan/r1/1.0"));
        running.replaceVirtualService(live);
    }

    private static List<String> runs() {
        return running.api()
                .get("/api/v1/experiments/moving/verifications")
                .body()
                .path("runs")
                .valueStream()
                .map(kept -> kept.path("run").asString(""))
                .toList();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        provider.close();
    }

    private static Api as(String role, String namespace) {
        return running.as(provider.token(role + "-of-" + namespace, List.of(role), List.of(namespace)));
    }

    @TestFactory
    Stream<DynamicTest> everyCellOfTheTableHolds() {
        List<DynamicTest> cells = new ArrayList<>();
        for (String row : TABLE.lines().skip(1).toList()) {
            String[] columns = row.split("\\|", -1);
            String[] verb = columns[0].strip().split(" +", 2);
            for (int i = 0; i < ROLES.size(); i++) {
                String role = ROLES.get(i);
                boolean allowed = columns[i + 1].strip().equals("x");
                cells.add(cell(verb[0], verb[1], role, "demo", allowed));
                cells.add(cell(verb[0], verb[1], role, "other", false));
            }
        }
        return cells.stream();
    }

    private static DynamicTest cell(String method, String path, String role, String namespace, boolean allowed) {
        String name = role + " of " + namespace + (allowed ? " may " : " may not ") + method + " " + path;
        return DynamicTest.dynamicTest(name, () -> {
            String body = method.equals("GET") ? null : BODIES.getOrDefault(method + " " + path, "{}");
            Api api = as(role, namespace);
            String address = address(path);
            if (allowed && path.endsWith("/stream")) {
                assertThat(api.opens(address)).isEqualTo(200);
                return;
            }
            Api.Answer answer = api.send(
                    method, address, method.equals("DELETE") ? null : body, "application/json", "If-Match", "*");
            assertThat(answer.status()).as(answer.text()).isNotIn(401, 404, 415, 500);
            if (allowed) {
                assertThat(answer.status()).as(answer.text()).isNotEqualTo(403);
            } else {
                assertThat(answer.status()).as(answer.text()).isEqualTo(403);
                assertThat(answer.body().path("detail").asString())
                        .contains("Needed: role")
                        .contains("demo");
            }
        });
    }

    private static String address(String path) {
        return "/api/v1"
                + path.replace("{id}", path.contains("{run}") ? "moving" : "guarded")
                        .replace("{run}", run)
                        .replace("{operation}", operation)
                        .replace("{orphan}", "orphan");
    }

    /** Oracle: the contract that is generated from the controllers. */
    @Test
    void theTableHasARowForEveryOperationOfTheContract() {
        Set<String> rows = TABLE.lines()
                .skip(1)
                .map(row -> row.split("\\|", -1)[0].strip().replaceAll(" +", " "))
                .map(row -> shape(row.replaceAll("\\?.*", "")))
                .collect(Collectors.toSet());
        Set<String> operations = new TreeSet<>();
        running.api()
                .get("/v3/api-docs")
                .body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.addAll(shapes(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey().replace("/api/v1", "")))));
        operations.removeAll(LISTS);
        assertThat(operations).hasSizeGreaterThan(20).isSubsetOf(rows);
    }

    private static List<String> shapes(String method, String path) {
        return path.contains("{move}")
                ? Stream.of("start", "pause", "resume", "promote", "stop")
                        .map(move -> shape(method + " " + path.replace("{move}", move)))
                        .toList()
                : List.of(shape(method + " " + path));
    }

    /** Whatever the places of a path are called, and what stands there. */
    private static String shape(String operation) {
        return operation
                .replaceAll("\\{[a-z]+}", "*")
                .replace("/services/demo/catalog/", "/services/*/*/")
                .replaceAll("/revisions/1$", "/revisions/*");
    }

    @Test
    void aListShowsWhatTheCallerMaySeeAndNothingElse() {
        assertThat(Api.texts(
                        as("viewer", "demo").get("/api/v1/experiments").body().path("items"), "id"))
                .contains("guarded");
        Api.Answer other = as("viewer", "other").get("/api/v1/experiments?limit=1");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body().path("items").isEmpty()).isTrue();
        assertThat(other.body().path("nextCursor").isNull()).isTrue();
        assertThat(as("viewer", "other").get("/api/v1/services").text()).isEqualTo("[]");
        assertThat(as("viewer", "other").get("/api/v1/orphans").text()).isEqualTo("[]");
        assertThat(as("viewer", "demo").get("/api/v1/orphans").text()).contains("\"orphan\"");
    }

    @Test
    void whoeverActsStandsInTheHistory() {
        as("editor", "demo").post("/api/v1/experiments", "{\"id\":\"signed\",\"rules\":\"10% to v2\"}");
        assertThat(running.api()
                        .get("/api/v1/experiments/signed/history")
                        .body()
                        .at("/items/0/actor")
                        .asString())
                .isEqualTo("editor-of-demo");
    }

    @Test
    void aWrongTokenOfTheProviderIsNotEnough() {
        String expired = provider.token(claims -> claims.issueTime(new Date(1_000))
                .expirationTime(new Date(2_000))
                .claim("roles", "admin:*"));
        Api.Answer refused = running.as(expired).get("/api/v1/experiments");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("www-authenticate")).contains("invalid_token");
        assertThat(refused.body().path("detail").asString()).contains("expired");
    }

    @Test
    void aCookieSignsNobodyInSoThatNoOtherSiteCanActForThem() {
        Api.Answer answer = running.as("")
                .send(
                        "POST",
                        "/api/v1/experiments/guarded/stop",
                        "{}",
                        "text/plain",
                        "Cookie",
                        "token=" + RunningApi.TOKEN,
                        "Origin",
                        "https://elsewhere.example");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void noOtherOriginMayRead() {
        Api.Answer preflight = running.api()
                .send(
                        "OPTIONS",
                        "/api/v1/experiments",
                        null,
                        null,
                        "Origin",
                        "https://elsewhere.example",
                        "Access-Control-Request-Method",
                        "GET");
        assertThat(preflight.header("access-control-allow-origin")).isEmpty();
        Api.Answer read =
                running.api().send("GET", "/api/v1/experiments", null, null, "Origin", "https://elsewhere.example");
        assertThat(read.header("access-control-allow-origin")).isEmpty();
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepItOutOfCachesFramesAndGuesses() {
        for (Api.Answer answer : List.of(
                running.api().get("/api/v1/experiments"),
                running.as("").get("/api/v1/experiments"),
                running.api().get("/api/v1/experiments/nothing"))) {
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("content-security-policy")).contains("frame-ancestors 'none'");
            assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(answer.header("server")).isEmpty();
        }
    }
}
