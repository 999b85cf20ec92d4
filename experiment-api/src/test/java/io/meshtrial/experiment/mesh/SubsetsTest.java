package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Experiments whose versions are subsets of one service. */
class SubsetsTest {

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static void apply(String yaml) {
        running.apply(Serialization.jsonMapper().valueToTree(Serialization.unmarshal(yaml, java.util.Map.class)));
    }

    /** A service of its own for each test, with a VirtualService that sends everything there. */
    private static void service(String name) {
        apply("apiVersion: v1\nkind: Service\nmetadata: {name: NAME, namespace: demo}\nspec: {ports: [{port: 80}]}\n"
                .replace("NAME", name));
        apply("""
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: NAME, namespace: demo}
                spec:
                  hosts: [NAME.example]
                  gateways: [catalog-gateway]
                  http:
                    - route:
                        - destination: {host: NAME}
                """.replace("NAME", name));
    }

    private static Api.Answer created(String name) {
        return running.api().post("/api/v1/experiments", """
                {"id": "NAME", "service": "NAME", "rules": "10% to v2", "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": {"host": "NAME", "subset": "v1"}},
                  {"name": "v2", "role": "TREATMENT", "destination": {"host": "NAME", "subset": "v2"}}]}
                """.replace("NAME", name));
    }

    private static Optional<JsonNode> rule(String name) {
        return running.context()
                .getBean(MeshPort.class)
                .get(Kind.DESTINATION_RULE, "demo", name)
                .map(object -> object.json());
    }

    private static void moved(String name, String move) {
        Api.Answer answer = running.api().post("/api/v1/experiments/" + name + "/" + move, "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String operation = answer.header("location");
        await().until(() ->
                running.api().get(operation).body().path("state").asString().equals("SUCCEEDED"));
        assertThat(Api.texts(running.api().get(operation).body().path("points"), "point"))
                .contains("ROUTES_WRITTEN", "RECORDED");
        if (move.equals("start")) {
            assertThat(Api.texts(running.api().get(operation).body().path("points"), "point"))
                    .containsSubsequence("DESTINATION_WRITTEN", "DESTINATION_CONFIRMED", "ROUTES_WRITTEN");
        }
    }

    @Test
    void aMissingSubsetIsAddedBeforeTheRoutesAndRemovedAfterThem() {
        service("orders");
        apply("""
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: orders, namespace: demo}
                spec:
                  host: orders
                  trafficPolicy: {loadBalancer: {simple: LEAST_REQUEST}}
                  subsets: [{name: v1, labels: {version: v1}}]
                """);
        JsonNode before = rule("orders").orElseThrow().path("spec");
        assertThat(created("orders").status()).isEqualTo(201);
        Api.Answer plan = running.api().post("/api/v1/experiments/orders/plan", "{}");
        assertThat(plan.body().path("applicable").asBoolean()).as(plan.text()).isTrue();
        assertThat(Api.texts(plan.body().path("findings"), "code")).contains("adds-subset");

        moved("orders", "start");
        JsonNode during = rule("orders").orElseThrow();
        assertThat(during.at("/spec/subsets/1").toString())
                .isEqualTo("{\"name\":\"v2\",\"labels\":{\"version\":\"v2\"}}");
        assertThat(during.at("/metadata/annotations").toString()).contains("orders=v2");

        moved("orders", "stop");
        assertThat(rule("orders").orElseThrow().path("spec")).isEqualTo(before);
        assertThat(rule("orders").orElseThrow().path("metadata").toString()).doesNotContain("meshtrial.io");
    }

    @Test
    void whereThereIsNoRuleOneOfOurOwnCopiesThePolicyThatHeldAndGoesAgain() {
        service("billing");
        apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system}\n");
        apply("""
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: mesh-wide, namespace: istio-system}
                spec:
                  host: "billing.demo.svc.cluster.local"
                  trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}
                """);
        assertThat(created("billing").status()).isEqualTo(201);
        moved("billing", "start");
        JsonNode owned = rule("meshtrial-billing").orElseThrow();
        assertThat(owned.at("/spec/trafficPolicy/tls/mode").asText()).isEqualTo("ISTIO_MUTUAL");
        assertThat(owned.at("/spec/subsets").findValuesAsText("name")).containsExactly("v1", "v2");

        moved("billing", "rollback");
        assertThat(rule("meshtrial-billing")).isEmpty();
    }

    @Test
    void aRuleThatCannotBeCopiedIsNotHidden() {
        service("search");
        apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system}\n");
        apply("""
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: chosen, namespace: istio-system}
                spec:
                  host: "search.demo.svc.cluster.local"
                  workloadSelector: {matchLabels: {app: gateway}}
                """);
        assertThat(created("search").status()).isEqualTo(201);
        Api.Answer refused = running.api().post("/api/v1/experiments/search/start", "{}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.body().path("blockedBy").toString()).contains("destination-rule-shadows");
        assertThat(rule("meshtrial-search")).isEmpty();
    }
}
