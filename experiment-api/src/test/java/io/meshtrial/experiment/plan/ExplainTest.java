package io.meshtrial.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every outcome of issue "evaluate" as REST shows it, behind the usual gateway: port 80 redirects, port 443 serves. What the
 * evaluator says is held against recordings elsewhere; here expectations are read off the object.
 */
class ExplainTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
        running.apply(JSON.readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "Gateway",
                 "metadata": {"name": "shop-gateway", "namespace": "demo"},
                 "spec": {"selector": {"istio": "ingressgateway"}, "servers": [
                   {"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"],
                    "tls": {"httpsRedirect": true}},
                   {"port": {"number": 443, "name": "https", "protocol": "HTTPS"}, "hosts": ["shop.example"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop"}}]}}"""));
        running.apply(JSON.readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry",
                 "metadata": {"name": "partner", "namespace": "demo"},
                 "spec": {"hosts": ["partner.example"], "resolution": "DNS", "location": "MESH_EXTERNAL",
                          "ports": [{"number": 80, "name": "http", "protocol": "HTTP"}]}}"""));
        running.apply(JSON.readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
                 "metadata": {"name": "shop", "namespace": "demo"},
                 "spec": {"hosts": ["shop.example"], "gateways": ["shop-gateway"], "http": [
                   {"match": [{"uri": {"prefix": "/old"}}], "redirect": {"uri": "/new", "redirectCode": 302}},
                   {"match": [{"uri": {"exact": "/health"}}],
                    "directResponse": {"status": 299, "body": {"string": "fine"}}},
                   {"match": [{"uri": {"prefix": "/api/"}}], "rewrite": {"uri": "/v2/", "authority": "inner.example"},
                    "headers": {"request": {"set": {"x-a": "%REQ(x-b)%"}}, "response": {"remove": ["Server"]}},
                    "fault": {"delay": {"fixedDelay": "2s", "percentage": {"value": 10}},
                              "abort": {"httpStatus": 418, "percentage": {"value": 0.5}}},
                    "mirror": {"host": "catalog-v2"}, "mirrorPercentage": {"value": 25},
                    "route": [{"destination": {"host": "catalog-v1"}, "weight": 1},
                              {"destination": {"host": "catalog-v2"}, "weight": 2,
                               "headers": {"response": {"add": {"x-arm": "two"}}}}]},
                   {"match": [{"uri": {"exact": "/subset"}}],
                    "route": [{"destination": {"host": "catalog-v1", "subset": "v9"}}]},
                   {"match": [{"uri": {"exact": "/host"}}], "route": [{"destination": {"host": "catalog-v9"}}]},
                   {"match": [{"uri": {"exact": "/partner"}}], "route": [{"destination": {"host": "partner.example"}}]},
                   {"match": [{"uri": {"prefix": "/shop"}}], "route": [{"destination": {"host": "catalog-v1"}}]}]}}"""));
        Api.Answer created = running.api().post("/api/v1/experiments", """
                {"id": "shop", "service": "shop", "virtualService": "shop", "namespace": "demo",
                 "rules": "path is /shop/beta: 30% to v2", "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": {"host": "catalog-v1"}},
                  {"name": "v2", "role": "TREATMENT", "destination": {"host": "catalog-v2"}}]}""");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static JsonNode explained(String path) {
        Api.Answer answer = running.api().post("/api/v1/experiments/shop/explain", "{\"path\": \"" + path + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    /** Not the server that redirects, and not the one without the host. */
    @Test
    void theListenerIsTheOneThatServesTheHost() {
        JsonNode explained = explained("/shop");
        assertThat(explained.path("listener").toString())
                .isEqualTo("{\"gateway\":\"demo/shop-gateway\",\"port\":443,\"protocol\":\"HTTPS\"}");
        assertThat(explained.at("/request/host").asString()).isEqualTo("shop.example");
        assertThat(explained.path("outcome").asString()).isEqualTo("FORWARDED");
        assertThat(explained.at("/shares/0/variant").asString()).isEqualTo("v1");
        assertThat(explained.path("answer").isNull()).isTrue();
        assertThat(explained.path("fault").isNull()).isTrue();
    }

    @Test
    void samplesOfAPlanComeInThereToo() {
        Api.Answer plan = running.api().post("/api/v1/experiments/shop/plan", "{\"rules\": \"10% to v2\"}");
        assertThat(plan.status()).as(plan.text()).isEqualTo(200);
        JsonNode sample = plan.body().path("samples").get(0);
        // The sample asks for "/", which no route of this object takes; a redirect would be decided by "http[-1]".
        assertThat(sample.at("/decidedBy/route").asString()).isEqualTo("none");
    }

    @Test
    void aRedirectSaysWhereTo() {
        JsonNode explained = explained("/old?q=1");
        assertThat(explained.path("outcome").asString()).isEqualTo("ANSWERED");
        assertThat(explained.at("/answer/by").asString()).isEqualTo("REDIRECT");
        assertThat(explained.at("/answer/status").asInt()).isEqualTo(302);
        assertThat(explained.at("/answer/headers/location/0").asString()).isEqualTo("https://shop.example/new?q=1");
        assertThat(explained.path("destinations").isEmpty()).isTrue();
    }

    @Test
    void aDirectResponseSaysItsStatusAndBody() {
        JsonNode explained = explained("/health");
        assertThat(explained.at("/answer/by").asString()).isEqualTo("DIRECT_RESPONSE");
        assertThat(explained.at("/answer/status").asInt()).isEqualTo(299);
        assertThat(explained.at("/answer/body").asString()).isEqualTo("fine");
    }

    @Test
    void noRouteIsA404() {
        JsonNode explained = explained("/nothing");
        assertThat(explained.path("outcome").asString()).isEqualTo("NO_ROUTE");
        assertThat(explained.at("/answer/by").asString()).isEqualTo("NO_ROUTE");
        assertThat(explained.at("/answer/status").asInt()).isEqualTo(404);
    }

    @Test
    void whatIsSentOnIsShownForEachDestination() {
        JsonNode explained = explained("/api/items?q=1");
        JsonNode first = explained.at("/destinations/0");
        assertThat(first.path("host").asString()).isEqualTo("catalog-v1.demo.svc.cluster.local");
        assertThat(first.path("port").asInt()).isEqualTo(80);
        assertThat(first.path("variant").asString()).isEqualTo("v1");
        assertThat(first.path("weight").asInt()).isEqualTo(1);
        assertThat(explained.at("/destinations/1/weight").asInt()).isEqualTo(2);
        assertThat(first.path("path").asString()).isEqualTo("/v2/items?q=1");
        assertThat(first.path("authority").asString()).isEqualTo("inner.example");
        assertThat(first.path("reach").asString()).isEqualTo("KNOWN");
        assertThat(first.path("status").isNull()).isTrue();
        assertThat(first.path("headers").toString())
                .isEqualTo("[{\"message\":\"REQUEST\",\"operation\":\"SET\",\"name\":\"x-a\",\"value\":\"%REQ(x-b)%\"},"
                        + "{\"message\":\"RESPONSE\",\"operation\":\"REMOVE\",\"name\":\"server\",\"value\":\"\"}]");
        assertThat(Api.texts(explained.at("/destinations/1/headers"), "name"))
                .containsExactly("x-a", "x-arm", "server");
    }

    @Test
    void faultsAndMirrorsAreShown() {
        JsonNode explained = explained("/api/");
        assertThat(explained.at("/fault/delayMillis").asInt()).isEqualTo(2_000);
        assertThat(explained.at("/fault/delayPercentage").asDouble()).isEqualTo(10.0);
        assertThat(explained.at("/fault/abortStatus").asInt()).isEqualTo(418);
        assertThat(explained.at("/fault/abortPercentage").asDouble()).isEqualTo(0.5);
        assertThat(explained.at("/mirrors/0/host").asString()).isEqualTo("catalog-v2.demo.svc.cluster.local");
        assertThat(explained.at("/mirrors/0/percentage").asDouble()).isEqualTo(25.0);
        assertThat(explained.at("/mirrors/0/reach").asString()).isEqualTo("KNOWN");
    }

    @Test
    void aSubsetOrAHostThatIsNotThereIsA503() {
        JsonNode subset = explained("/subset");
        assertThat(subset.at("/destinations/0/reach").asString()).isEqualTo("NO_SUCH_SUBSET");
        assertThat(subset.at("/destinations/0/status").asInt()).isEqualTo(503);
        assertThat(subset.path("reason").asString()).contains("subset v9").endsWith("503.");
        JsonNode host = explained("/host");
        assertThat(host.at("/destinations/0/reach").asString()).isEqualTo("NO_SUCH_HOST");
        assertThat(host.at("/destinations/0/status").asInt()).isEqualTo(503);
    }

    @Test
    void aHostThatOnlyAServiceEntryNamesIsKnown() {
        JsonNode partner = explained("/partner");
        assertThat(partner.at("/destinations/0/reach").asString()).isEqualTo("KNOWN");
        assertThat(partner.at("/destinations/0/status").isNull()).isTrue();
    }

    /** The identity header of a live route carries one. */
    @Test
    void noTokenIsShown() {
        running.api()
                .post("/api/v1/experiments", "{\"id\": \"live\", \"service\": \"catalog\", \"rules\": \"10% to v2\"}");
        running.api().post("/api/v1/experiments/live/start", "{}");
        await().until(() -> running.api()
                        .get("/api/v1/experiments/live")
                        .body()
                        .at("/status/observedRevision")
                        .asInt()
                == 1);
        Api.Answer explained = running.api().post("/api/v1/experiments/live/explain", "{}");
        assertThat(explained.text()).contains("live;r1;1;v2;catalog-v2;redacted-redacted-reda");
        assertThat(explained.text()).doesNotContainPattern("live;r1;1;v2;catalog-v2;(?!redacted)");
    }
}
