package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.support.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On a real API server: experiments of every kind run, change, are promoted and rolled back; then all that may be
 * stopped is stopped, as {@code ./meshtrial uninstall} does it. What is left is what was there before the first one.
 */
class UninstallTest {

    private static final String UNKNOWN = RealMesh.UNKNOWN;
    private static final String ISTIO = RealMesh.ISTIO;

    private static RealMesh real;
    private static RawApi mesh;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        real = RealMesh.start("leaving without a trace");
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

        for (var one : api.get("/api/v1/experiments?limit=200").body().path("items")) {
            if (one.at("/status/moves").toString().contains("\"stop\"")) {
                moved(one.path("id").asString(), "stop");
            }
        }

        assertThat(api.get("/api/v1/orphans").body().isEmpty()).isTrue();
        assertThat(state()).isEqualTo(before);
        assertThat(state().toString()).doesNotContain("meshtrial");
    }
}
