package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.support.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On a real API server: experiments of every kind run, change, are promoted and rolled back; then all that may be
 * is ended by {@code ./meshtrial uninstall}, as its own process. What is left is what was there before the first one. The
 * account is that of experiment-api, and the admission policy holds.
 */
class UninstallTest {

    private static final String UNKNOWN = RealMesh.UNKNOWN;
    private static final String ISTIO = RealMesh.ISTIO;

    private static RealMesh real;
    private static RawApi mesh;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        real = RealMesh.confined("leaving without a trace");
        mesh = real.mesh();
        api = real.api();
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    /** Of every VirtualService and DestinationRule: its spec, its annotations and its labels, members sorted. */
    private static Map<String, Map<String, JsonNode>> state() throws IOException {
        Map<String, Map<String, JsonNode>> state = new TreeMap<>();
        for (String kind : List.of("virtualservices", "destinationrules")) {
            for (JsonNode item : mesh.get(ISTIO + kind).body().path("items")) {
                state.put(
                        kind + "/" + item.at("/metadata/name").asText(),
                        Map.of(
                                "spec", item.path("spec"),
                                "annotations", item.at("/metadata/annotations"),
                                "labels", item.at("/metadata/labels")));
            }
        }
        return state;
    }

    private static void begun(String id, String service, String rules) {
        Api.Answer created = api.post("/api/v1/experiments", """
                {"id": "ID", "service": "SERVICE", "rules": "RULES", "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": DESTINATION1},
                  {"name": "v2", "role": "TREATMENT", "destination": DESTINATION2}]}
                """.replace("ID", id)
                .replace("SERVICE", service)
                .replace("RULES", rules)
                .replace("DESTINATION1", destination(service, "v1"))
                .replace("DESTINATION2", destination(service, "v2")));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(api.post("/api/v1/experiments/" + id + "/plan", "{}").text()).contains("workload-readiness-unknown");
        moved(id, "start");
    }

    private static String destination(String service, String version) {
        return service.equals("catalog")
                ? "{\"host\": \"catalog-%s\"}".formatted(version)
                : "{\"host\": \"%s\", \"subset\": \"%s\"}".formatted(service, version);
    }

    private static void moved(String id, String verb) {
        succeeded(api.post("/api/v1/experiments/" + id + "/" + verb + UNKNOWN, "{}", "If-Match", "*"));
    }

    private static void ruled(String id, String rules) {
        succeeded(api.send(
                "PUT", "/api/v1/experiments/" + id + "/rules" + UNKNOWN, rules, "text/plain", "If-Match", "*"));
    }

    private static void succeeded(Api.Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get(accepted.header("location"))
                        .body()
                        .path("state")
                        .asString()
                        .equals("SUCCEEDED"));
    }

    @Test
    void nothingOfOursIsLeft() throws IOException {
        Map<String, Map<String, JsonNode>> before = state();
        begun("browsers", "catalog", "Chrome to v1\\n25% to v2");
        ruled("browsers", "Firefox to v2\n10% to v2");
        begun("subset", "orders", "10% to v2");
        ruled("subset", "40% to v2");
        begun("own-rule", "billing", "users: 10% to v2");
        ruled("own-rule", "users: 25% to v2");
        begun("promoted", "search", "50% to v2");
        moved("promoted", "promote");
        begun("rolled-back", "stock", "50% to v2");
        moved("rolled-back", "rollback");
        assertThat(state().keySet()).as("a rule of ours").contains("destinationrules/meshtrial-billing");
        assertThat(state()).isNotEqualTo(before);

        assertThat(api.get("/api/v1/orphans/traces").text())
                .contains("route meshtrial/browsers/", "subset v2 of subset", "annotation meshtrial.io/created");

        Ended uninstalled = uninstall();

        assertThat(uninstalled.code()).as(uninstalled.said()).isZero();
        assertThat(uninstalled.said()).contains("Nothing of Meshtrial is left");
        assertThat(api.get("/api/v1/orphans").body().isEmpty()).isTrue();
        assertThat(state()).isEqualTo(before);
        assertThat(state().toString()).doesNotContain("meshtrial");

        orphanIsTakenOutWithItsSubset(before);
        subsetWhoseRoutesAreGoneIsTakenOut(before);
        whatNobodyMayRemoveIsNamed();
    }

    /** The store was lost: nothing but names tells what is ours. */
    private static void orphanIsTakenOutWithItsSubset(Map<String, Map<String, JsonNode>> before) throws IOException {
        patch("virtualservices/orders", """
                [{"op": "add", "path": "/spec/http/0", "value": {"name": "meshtrial/lost/r2/1.0",
                  "match": [{"uri": {"prefix": "/"}}], "route": [{"destination": {"host": "orders", "subset": "lost"}}]}}]""");
        patch("destinationrules/orders", """
                [{"op": "add", "path": "/spec/subsets/-", "value": {"name": "lost", "labels": {"version": "v9"}}},
                 {"op": "add", "path": "/metadata/annotations/meshtrial.io~1subsets", "value": "lost=lost"}]""");

        Ended uninstalled = uninstall();

        assertThat(uninstalled.code()).as(uninstalled.said()).isZero();
        assertThat(uninstalled.said()).contains("orphaned routes were removed");
        assertThat(state()).isEqualTo(before);
    }

    /** The store and the routes were lost: the mark proves that the subset is ours. */
    private static void subsetWhoseRoutesAreGoneIsTakenOut(Map<String, Map<String, JsonNode>> before)
            throws IOException {
        patch("destinationrules/orders", """
                [{"op": "add", "path": "/spec/subsets/-", "value": {"name": "lost", "labels": {"version": "v9"}}},
                 {"op": "add", "path": "/metadata/annotations/meshtrial.io~1subsets", "value": "lost=lost"}]""");
        assertThat(api.get("/api/v1/orphans").body().isEmpty()).isTrue();
        assertThat(api.send("DELETE", "/api/v1/orphans/another", null, "application/json")
                        .status())
                .isEqualTo(404);

        Ended uninstalled = uninstall();

        assertThat(uninstalled.code()).as(uninstalled.said()).isZero();
        assertThat(uninstalled.said()).containsPattern("lost +DestinationRule demo/orders +✓ orphaned subsets");
        assertThat(state()).isEqualTo(before);
    }

    /** An annotation that says nothing: no call of the service takes it out, and the command says so. */
    private static void whatNobodyMayRemoveIsNamed() throws IOException {
        patch("destinationrules/search", """
                [{"op": "add", "path": "/metadata/annotations/meshtrial.io~1other", "value": "by hand"}]""");

        Ended uninstalled = uninstall();

        assertThat(uninstalled.code()).as(uninstalled.said()).isEqualTo(1);
        assertThat(uninstalled.said()).containsPattern("DestinationRule demo/search +annotation meshtrial.io/other");
    }

    private record Ended(int code, String said) {}

    private static void patch(String object, String operations) throws IOException {
        RawApi.Answer answer = mesh.patch(ISTIO + object, new ObjectMapper().readTree(operations));
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    }

    private static Ended uninstall() throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.meshtrial.cli.Main",
                        "uninstall",
                        "--timeout",
                        "5s")
                .redirectErrorStream(true);
        command.environment().putAll(Map.of("MESHTRIAL_SERVER", api.address(), "MESHTRIAL_TOKEN", RealMesh.TOKEN));
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Ended(process.waitFor(), said);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
