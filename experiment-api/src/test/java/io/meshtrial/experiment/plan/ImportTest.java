package io.meshtrial.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An existing VirtualService as rules: {@code deploy/demo/virtual-service.yaml}, and one that rules say in part. */
class ImportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
        running.apply(new ObjectMapper().readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
                 "metadata": {"name": "partly", "namespace": "demo"},
                 "spec": {"hosts": ["partly.example"], "gateways": ["catalog-gateway"], "http": [
                   {"match": [{"uri": {"prefix": "/slow"}}], "timeout": "3s",
                    "route": [{"destination": {"host": "catalog-v1"}}]},
                   {"route": [{"destination": {"host": "catalog", "subset": "blue"}, "weight": 75},
                              {"destination": {"host": "catalog", "subset": "green"}, "weight": 25}]}]}}"""));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static JsonNode imported(String name) {
        Api.Answer answer = running.api().get("/api/v1/services/demo/" + name + "/routes");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theOriginalDemonstrationIsReadBackWhole() {
        JsonNode demonstration = imported("catalog");
        assertThat(demonstration.path("rules").asString().lines())
                .containsExactly("user-agent matches \".*Chrome.*\" to v1", "everyone else to v2");
        assertThat(demonstration.path("variants").toString())
                .isEqualTo("[{\"name\":\"v1\",\"role\":\"TREATMENT\",\"destination\":"
                        + "{\"host\":\"catalog-v1\",\"subset\":null,\"port\":80}},"
                        + "{\"name\":\"v2\",\"role\":\"CONTROL\",\"destination\":"
                        + "{\"host\":\"catalog-v2\",\"subset\":null,\"port\":80}}]");
        assertThat(Api.texts(demonstration.path("routes"), "owner")).containsOnly("FOREIGN");
        assertThat(demonstration
                        .path("routes")
                        .valueStream()
                        .allMatch(route -> route.path("notARule").isNull()))
                .isTrue();
    }

    /** The text and the variants are what an experiment is made of. */
    @Test
    void whatWasReadBackIsADefinition() {
        JsonNode demonstration = imported("catalog");
        ObjectNode definition = JSON.createObjectNode()
                .put("id", "imported")
                .put("namespace", "demo")
                .put("virtualService", "catalog");
        definition.put("rules", demonstration.path("rules").asString());
        definition.set("variants", demonstration.path("variants"));
        Api.Answer created = running.api().post("/api/v1/experiments", definition.toString());
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    @Test
    void whatRulesCannotSayStaysForeignWithTheReason() {
        JsonNode partly = imported("partly");
        assertThat(partly.at("/routes/0/rule").isNull()).isTrue();
        assertThat(partly.at("/routes/0/notARule").asString()).isEqualTo("rules do not say timeout");
        assertThat(partly.at("/routes/1/rule").asString())
                .isEqualTo(partly.path("rules").asString().strip());
        assertThat(Api.texts(partly.path("variants"), "name")).containsExactly("blue", "green");
        assertThat(partly.at("/variants/0/role").asString()).isEqualTo("CONTROL");
    }
}
