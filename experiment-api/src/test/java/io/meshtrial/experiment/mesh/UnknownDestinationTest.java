package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.HeldEdge;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * While a gateway answers 503 with an empty body for a subset, whoever is sent there gets that 503: no version of the object
 * may have a route of the experiment then, whatever became of the operation that added the subset. The watch is the oracle.
 */
class UnknownDestinationTest {

    private static HeldEdge gateway;
    private static RunningApi running;
    private static AutoCloseable watch;
    private static final List<MeshObject> SEEN = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        gateway = HeldEdge.start();
        running = RunningApi.start("meshtrial.gateway.urls=" + gateway.url());
        gateway.follow(running.kubernetes());
        watch = running.context()
                .getBean(MeshPort.class)
                .watch(Kind.VIRTUAL_SERVICE, event -> SEEN.add(event.object()));
    }

    @AfterAll
    static void stop() throws Exception {
        watch.close();
        running.close();
        gateway.close();
    }

    @BeforeEach
    void theGatewayKnowsNothingNew() {
        gateway.hold();
    }

    @AfterEach
    void nothingWaits() {
        gateway.release();
    }

    private static void apply(String yaml) {
        running.apply(Serialization.jsonMapper().valueToTree(Serialization.unmarshal(yaml, Map.class)));
    }

    private static void service(String name) {
        apply("apiVersion: v1\nkind: Service\nmetadata: {name: NAME, namespace: demo}\nspec: {ports: [{port: 80}]}"
                .replace("NAME", name));
        apply("""
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: NAME, namespace: demo}
                spec: {hosts: [NAME.example], gateways: [catalog-gateway], http: [{route: [{destination: {host: NAME}}]}]}
                """.replace("NAME", name));
        Api.Answer made = running.api().post("/api/v1/experiments", """
                {"id": "NAME", "service": "NAME", "rules": "50% to v2", "variants": [
                  {"name": "v1", "role": "CONTROL", "destination": {"host": "NAME", "subset": "v1"}},
                  {"name": "v2", "role": "TREATMENT", "destination": {"host": "NAME", "subset": "v2"}}]}
                """.replace("NAME", name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private static String started(String name) {
        Api.Answer answer = running.api().post("/api/v1/experiments/" + name + "/start?ack=unknown", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.header("location");
    }

    /** Points in the order in which they were reached, once the operation has succeeded. */
    private static List<String> points(String operation) {
        await().until(() ->
                running.api().get(operation).body().path("state").asString().equals("SUCCEEDED"));
        return Api.texts(running.api().get(operation).body().path("points"), "point");
    }

    /** Asked so often that the prober has seen the state of the world meanwhile: it looks between any two questions. */
    private static void askedOftener(int times) {
        int before = gateway.refused();
        await().until(() -> gateway.refused() >= before + times);
    }

    private static void assertNoRouteBeforeTheGatewayKnew(String name) {
        assertThat(routes(SEEN.stream().filter(object -> object.name().equals(name))))
                .as("routes while the gateway answers 503")
                .isEmpty();
    }

    private static List<String> routes(Stream<MeshObject> objects) {
        return objects.flatMap(object -> object.http().valueStream())
                .flatMap(route -> RouteName.parse(route.path("name").asText("")).stream())
                .filter(name -> name.rule() > 0)
                .map(RouteName::text)
                .toList();
    }

    private static void assertRoutesNow(String name) {
        MeshObject live = running.context()
                .getBean(MeshPort.class)
                .get(Kind.VIRTUAL_SERVICE, "demo", name)
                .orElseThrow();
        assertThat(routes(Stream.of(live))).isNotEmpty();
    }

    @Test
    void anOperationWhosePlaceWasTakenHasNotConfirmedAndTheNewOneAsksAgain() {
        service("taken");
        started("taken");
        askedOftener(3);
        Api.Answer changed = running.api()
                .send("PUT", "/api/v1/experiments/taken/rules?ack=unknown", "20% to v2", "text/plain", "If-Match", "*");
        assertThat(changed.status()).as(changed.text()).isEqualTo(202);
        askedOftener(20);
        assertNoRouteBeforeTheGatewayKnew("taken");
        gateway.release();
        assertThat(points(changed.header("location")))
                .containsSubsequence("DESTINATION_CONFIRMED", "ROUTES_WRITTEN", "ROUTES_CONFIRMED", "RECORDED");
        assertRoutesNow("taken");
    }

    @Test
    void aSubsetThatStandsThereWithoutItsPointIsAskedForBeforeTheRoutesFollow() {
        service("killed");
        // What a process leaves that was killed after this patch and before it stored that it had written.
        apply("""
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: killed, namespace: demo, annotations: {meshtrial.io/subsets: "killed=v1 killed=v2"}}
                spec:
                  host: killed
                  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
                """);
        String operation = started("killed");
        askedOftener(20);
        assertNoRouteBeforeTheGatewayKnew("killed");
        gateway.release();
        assertThat(points(operation))
                .doesNotContain("DESTINATION_WRITTEN")
                .containsSubsequence("DESTINATION_CONFIRMED", "ROUTES_WRITTEN", "ROUTES_CONFIRMED", "RECORDED");
        assertRoutesNow("killed");
    }
}
