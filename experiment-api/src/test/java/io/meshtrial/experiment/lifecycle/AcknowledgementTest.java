package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Warnings stop a start until somebody names them: each by itself, none by another's name. */
class AcknowledgementTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningApi running;

    @BeforeAll
    static void aRouteCallsItselfOursAndIsNot() throws Exception {
        running = RunningApi.start();
        running.apply(object("with-orphan", """
                {"hosts": ["orphan.example"], "gateways": ["catalog-gateway"], "http": [
                   {"name": "meshtrial/by-hand", "match": [{"uri": {"prefix": "/by-hand"}}],
                    "route": [{"destination": {"host": "catalog-v1"}}]},
                   {"route": [{"destination": {"host": "catalog-v1"}}]}]}"""));
        running.apply(object("plain", """
                {"hosts": ["plain.example"], "gateways": ["catalog-gateway"], "http": [
                   {"route": [{"destination": {"host": "catalog-v1"}}]}]}"""));
    }

    private static ObjectNode object(String name, String spec) throws Exception {
        ObjectNode object = JSON.createObjectNode();
        object.put("apiVersion", "networking.istio.io/v1").put("kind", "VirtualService");
        object.putObject("metadata").put("name", name).put("namespace", "demo");
        object.set("spec", JSON.readTree(spec));
        return object;
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static Api.Answer started(String id, String query) {
        return running.api().post("/api/v1/experiments/" + id + "/start" + query, "{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rule-has-no-route      | plain       | method is "GET" and method is "POST" to v2\\n10% to v2 | catalog-v2 |
            unreachable-rule       | plain       | 10% to v2\\nFirefox to v2                             | catalog-v2 |
            orphan-route           | with-orphan | 10% to v2                                              | catalog-v2 |
            missing-host           | plain       | 10% to v2                                              | catalog-v9 |
            cookie-too-short       | plain       | users: 10% to v2                                       | catalog-v2 | "lifetime": "PT1H"
            sticky-without-cookies | plain       | users: 10% to v2                                       | catalog-v2 | "secure": true
            """)
    void aWarningStopsTheStartUntilItIsNamed(
            String code,
            String virtualService,
            String rules,
            String treatment,
            @org.jspecify.annotations.Nullable String cookie) {
        Api.Answer created = running.api().post("/api/v1/experiments", """
                {"id": "%s", "service": "%s", "rules": "%s", "cookie": {%s}, "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": {"host": "catalog-v1"}},
                  {"name": "v2", "role": "TREATMENT", "destination": {"host": "%s"}}]}""".formatted(
                        code, virtualService, rules.replace("\"", "\\\""), cookie == null ? "" : cookie, treatment));
        assertThat(created.status()).as(created.text()).isEqualTo(201);

        Api.Answer refused = started(code, "");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.body().path("type").asString()).endsWith("findings-open");
        assertThat(refused.body().path("blockedBy").toString()).isEqualTo("[\"" + code + "\"]");
        assertThat(refused.body().at("/errors/0/hint").asString()).contains("?ack=" + code);
        assertThat(started(code, "?ack=unreadable").status())
                .as("by another's name")
                .isEqualTo(422);
        assertThat(running.virtualService().toString()).doesNotContain("meshtrial/" + code + "/");

        JsonNode plan = running.api()
                .post("/api/v1/experiments/" + code + "/plan", "{\"ack\": [\"" + code + "\"]}")
                .body();
        assertThat(plan.path("applicable").asBoolean()).as(plan.toString()).isTrue();
        assertThat(plan.path("findings")
                        .valueStream()
                        .filter(finding -> finding.path("code").asString().equals(code))
                        .allMatch(finding -> finding.path("acknowledged").asBoolean()))
                .isTrue();
        Api.Answer accepted = running.api()
                .post(
                        "/api/v1/experiments/" + code + "/start?ack=" + code,
                        "{\"planId\": \"" + plan.path("planId").asString() + "\"}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        Api.Answer ended = running.api().post("/api/v1/experiments/" + code + "/stop", "{}");
        assertThat(ended.status()).as(ended.text()).isEqualTo(202);
    }
}
