package io.meshtrial.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a plan says about ready endpoints, the operator's limit and the cookie; expectations are ROUTING's findings. */
class CircumstancesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start("meshtrial.limits.treatment-percent.[*]=25");
        running.apply(slice("catalog-v1", "\"ready\": true"));
        running.apply(slice("catalog-v2", "\"ready\": false, \"serving\": true"));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static JsonNode slice(String service, String conditions) throws Exception {
        return JSON.readTree("""
                {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                 "metadata": {"name": "SERVICE-1", "namespace": "demo",
                              "labels": {"kubernetes.io/service-name": "SERVICE"}},
                 "ports": [{"port": 80}],
                 "endpoints": [{"addresses": ["127.0.0.1"], "conditions": {CONDITIONS}}]}""".replace("SERVICE", service).replace("CONDITIONS", conditions));
    }

    private static Api.Answer created(String id, String more) {
        return running.api()
                .post("/api/v1/experiments", "{\"service\": \"catalog\", \"id\": \"" + id + "\"" + more + "}");
    }

    private static Api.Answer plan(String id) {
        return running.api().post("/api/v1/experiments/" + id + "/plan", "{}");
    }

    private static List<String> codes(Api.Answer plan) {
        return Api.texts(plan.body().path("findings"), "code");
    }

    @Test
    void aVersionWithoutReadyEndpointsIsFound() {
        assertThat(created("unready", ", \"rules\": \"10% to v2\"").status()).isEqualTo(201);
        Api.Answer plan = plan("unready");
        assertThat(codes(plan)).as(plan.text()).containsOnlyOnce("no-ready-workload");
        assertThat(plan.text())
                .contains("Nothing is ready behind v2 (catalog-v2")
                .doesNotContain("ready behind v1");
    }

    /** EndpointSlices say nothing of labels; where the whole service has nothing ready, its subsets have not either. */
    @Test
    void whetherASubsetHasReadyEndpointsIsUnknown() {
        String variants = """
                , "rules": "10%% to v2", "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": {"host": "catalog-v1", "subset": "v1"}},
                  {"name": "v2", "role": "TREATMENT", "destination": {"host": "%s", "subset": "v2"}}]""";
        assertThat(created("subset", variants.formatted("catalog-v1.demo.svc.cluster.local"))
                        .status())
                .isEqualTo(201);
        Api.Answer plan = plan("subset");
        assertThat(codes(plan))
                .as(plan.text())
                .contains("workload-readiness-unknown")
                .doesNotContain("no-ready-workload");
        assertThat(plan.text()).contains("subset v2) could not be read: EndpointSlices do not say which");
        assertThat(created("none", variants.formatted("catalog-v2")).status()).isEqualTo(201);
        assertThat(codes(plan("none"))).contains("no-ready-workload");
    }

    /** ROUTING: missing subset or host. A host that a ServiceEntry names is known; one with a typing error is not. */
    @Test
    void aHostThatTheMeshDoesNotKnowIsFound() throws Exception {
        running.apply(JSON.readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry",
                 "metadata": {"name": "partner", "namespace": "demo"},
                 "spec": {"hosts": ["partner.example"], "resolution": "DNS",
                          "ports": [{"number": 80, "name": "http", "protocol": "HTTP"}]}}"""));
        running.apply(JSON.readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
                 "metadata": {"name": "strange", "namespace": "demo"},
                 "spec": {"hosts": ["strange.example"], "gateways": ["catalog-gateway"], "http": [
                   {"route": [{"destination": {"host": "catalog-v1"}}]}]}}"""));
        assertThat(running.api().post("/api/v1/experiments", """
                {"id": "strange", "service": "strange", "rules": "10% to v2", "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": {"host": "catalog-v1"}},
                  {"name": "v2", "role": "TREATMENT", "destination": {"host": "catalog-v3"}},
                  {"name": "v3", "role": "TREATMENT", "destination": {"host": "partner.example"}}]}""").status()).isEqualTo(201);
        Api.Answer plan = plan("strange");
        assertThat(codes(plan)).as(plan.text()).containsOnlyOnce("missing-host");
        assertThat(plan.text()).contains("knows no service catalog-v3");
        assertThat(plan.body().path("applicable").asBoolean(true)).isFalse();
    }

    @Test
    void aShareAboveTheOperatorsLimitIsRefused() {
        assertThat(created("within", ", \"rules\": \"25% to v2\"").status()).isEqualTo(201);
        assertThat(codes(plan("within"))).doesNotContain("weight-above-limit");
        assertThat(created("above", ", \"rules\": \"25.01% to v2\"").status()).isEqualTo(201);
        Api.Answer plan = plan("above");
        assertThat(codes(plan)).contains("weight-above-limit");
        assertThat(plan.body().path("applicable").asBoolean(true)).isFalse();
    }

    @Test
    void theCookieIsAsTheSpecSays() {
        Api.Answer made = created("cookie", """
                , "rules": "10% of users to v2", "cookie": {"lifetime": "P40D", "path": "/shop",
                "sameSite": "STRICT", "secure": true, "httpOnly": false}""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Api.Answer plan = plan("cookie");
        assertThat(plan.text())
                .contains("mt-cookie=")
                .contains("Max-Age=" + 40 * 86_400)
                .contains("Path=/shop")
                .contains("SameSite=Strict")
                .contains("Secure")
                .doesNotContain("HttpOnly");
    }

    @Test
    void theCookiesNameIsAsTheSpecSaysAndTheIdentityNamesIt() {
        Api.Answer made = created("named", """
                , "rules": "10% of users to v2", "cookie": {"name": "arm%1"}""");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(plan("named").text())
                .contains("arm%%1=v2.r1.o0.%REQ(x-request-id)%")
                .contains("named;r1;1;v2;catalog-v2;redacted-redacted-reda;arm%%1")
                .doesNotContain("mt-named");
    }

    /** ROUTING: a shared cache would spread one arm; can be switched off where there is none. */
    @Test
    void drawsAreKeptFromSharedCachesUnlessTheSpecSaysOtherwise() {
        assertThat(created("private", ", \"rules\": \"10% of users to v2\"").status())
                .isEqualTo(201);
        assertThat(plan("private").text()).contains("\"Cache-Control\":\"private\"");
        assertThat(created("public", ", \"rules\": \"10% of users to v2\", \"cookie\": {\"privateResponses\": false}")
                        .status())
                .isEqualTo(201);
        assertThat(plan("public").text()).contains("mt-public=").doesNotContain("Cache-Control");
    }

    /** ROUTING: an experiment that also wants the rest of the host's traffic gets a clone of each remaining base route. */
    @Test
    void theRestIsObservedUnlessTheSpecSaysOtherwise() {
        assertThat(created("observing", ", \"rules\": \"path is /some: 10% to v2\"")
                        .status())
                .isEqualTo(201);
        assertThat(plan("observing").text()).contains(".observe");
        assertThat(created("alone", ", \"rules\": \"path is /some: 10% to v2\", \"observe\": false")
                        .status())
                .isEqualTo(201);
        assertThat(plan("alone").text()).contains("meshtrial/alone/r1/1.0").doesNotContain(".observe");
    }

    /** Else its users would be drawn anew. */
    @Test
    void aRunningExperimentsCookieStays() {
        created("lasting", """
                , "rules": "users of path starting with /lasting: 10% to v2", "cookie": {"name": "one"}""");
        assertThat(running.api()
                        .send(
                                "PATCH",
                                "/api/v1/experiments/lasting",
                                "{\"cookie\": {\"name\": \"two\"}}",
                                "application/merge-patch+json",
                                "If-Match",
                                "*")
                        .status())
                .isEqualTo(200);
        succeeded(running.api().post("/api/v1/experiments/lasting/start?ack=no-ready-workload", "{}", "If-Match", "*"));
        Api.Answer refused = running.api()
                .send(
                        "PATCH",
                        "/api/v1/experiments/lasting",
                        "{\"cookie\": {\"name\": \"three\"}}",
                        "application/merge-patch+json",
                        "If-Match",
                        "*");
        assertThat(refused.status()).as(refused.text()).isIn(400, 422);
        assertThat(refused.text()).contains("/cookie").contains("cannot be changed");
        succeeded(running.api().post("/api/v1/experiments/lasting/stop", "{}", "If-Match", "*"));
    }

    private static void succeeded(Api.Answer begun) {
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        await().until(() -> running.api()
                .get(begun.header("location"))
                .body()
                .path("state")
                .asString()
                .equals("SUCCEEDED"));
    }

    @Test
    void aCookieThatBrowsersDropOrThatWouldBreakTheHeaderIsRefused() {
        for (String cookie : List.of(
                "{\"name\": \"a b\"}",
                "{\"name\": \"\"}",
                "{\"name\": \"a=b\"}",
                "{\"name\": \"$a\"}",
                "{\"name\": \"__Host-a\", \"secure\": true, \"path\": \"/shop\"}",
                "{\"name\": \"__Secure-a\"}",
                "{\"path\": \"shop\"}",
                "{\"path\": \"/a; Domain=x\"}",
                "{\"sameSite\": \"NONE\"}",
                "{\"lifetime\": \"P401D\"}")) {
            Api.Answer refused = created("refused", ", \"rules\": \"10% of users to v2\", \"cookie\": " + cookie);
            assertThat(refused.status()).as(cookie + " " + refused.text()).isIn(400, 422);
            assertThat(refused.text()).contains("/cookie/");
        }
    }
}
