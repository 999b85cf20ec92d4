package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.support.StandIn;
import io.meshtrial.localmesh.edge.Edge;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Subsets of one service before the real edge, whose pods answer with their version: nobody is sent where nothing is. */
class DestinationProbeTest {

    private static RunningApi running;
    private static Edge edge;
    private static String address;
    private static final List<HttpServer> PODS = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        int port = freePort();
        address = "http://127.0.0.1:" + port;
        running = RunningApi.start("meshtrial.gateway.urls=" + address);
        apply("apiVersion: v1\nkind: Service\nmetadata: {name: orders, namespace: demo}\nspec: {ports: [{port: 80}]}");
        pod("v1");
        pod("v2");
        apply("apiVersion: v1\nkind: Service\nmetadata: {name: parcels, namespace: demo}\nspec: {ports: [{port: 80}]}");
        host("orders");
        host("parcels");
        edge = Edge.start(new Edge.Settings(
                port,
                0,
                80,
                running.kubernetes(),
                StandIn.TOKEN,
                new SplittableRandom(20261126),
                System::nanoTime,
                Duration.ofSeconds(20)));
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        running.close();
        PODS.forEach(pod -> pod.stop(0));
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void apply(String yaml) {
        running.apply(Serialization.jsonMapper().valueToTree(Serialization.unmarshal(yaml, Map.class)));
    }

    private static void host(String name) {
        apply("""
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: NAME, namespace: demo}
                spec: {hosts: [NAME.example], gateways: [catalog-gateway], http: [{route: [{destination: {host: NAME}}]}]}
                """.replace("NAME", name));
    }

    private static void pod(String version) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String identity = exchange.getRequestHeaders().getFirst("x-meshtrial");
            byte[] body = ("orders-" + version + " " + identity).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        PODS.add(server);
        apply(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: orders-VERSION, namespace: demo, labels: {app: orders, version: VERSION}}"
                        .replace("VERSION", version));
        apply("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                addressType: IPv4
                metadata: {name: orders-VERSION, namespace: demo, labels: {kubernetes.io/service-name: orders}}
                ports: [{port: PORT}]
                endpoints: [{addresses: ["127.0.0.1"], targetRef: {kind: Pod, name: orders-VERSION}}]
                """.replace("VERSION", version)
                .replace("PORT", String.valueOf(server.getAddress().getPort())));
    }

    private static HttpResponse<String> asked(String host, String probe) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/.well-known/meshtrial-probe"))
                .header("host", host)
                .header(GatewayProbe.HEADER, probe)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aSubsetIsThereBeforeAnybodyIsSentToItAndUntilNobodyIsSentToItAnyMore() throws Exception {
        List<MeshObject> seen = new CopyOnWriteArrayList<>();
        MeshPort port = running.context().getBean(MeshPort.class);
        await().until(() -> asked("orders.example", "nobody's").statusCode() == 200);
        try (SteadyVisitor visitor = SteadyVisitor.of(address, "orders.example");
                AutoCloseable watch = port.watch(Kind.VIRTUAL_SERVICE, event -> seen.add(event.object()))) {
            assertThat(watch).isNotNull();
            Api.Answer made = running.api().post("/api/v1/experiments", """
                    {"id": "orders", "service": "orders", "rules": "50% to v2", "variants": [
                      {"name": "v1", "role": "CONTROL", "destination": {"host": "orders", "subset": "v1"}},
                      {"name": "v2", "role": "TREATMENT", "destination": {"host": "orders", "subset": "v2"}}]}""");
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            assertThat(moved("start"))
                    .containsSubsequence(
                            "DESTINATION_WRITTEN",
                            "DESTINATION_CONFIRMED",
                            "ROUTES_WRITTEN",
                            "ROUTES_CONFIRMED",
                            "PROBE_REMOVED",
                            "RECORDED");
            await().until(() -> visitor.services().containsAll(List.of("orders-v1", "orders-v2")));
            assertThat(moved("stop")).contains("RECORDED");
            assertThat(port.get(Kind.DESTINATION_RULE, "demo", "meshtrial-orders"))
                    .as("the rule that was made for it goes with it")
                    .isEmpty();
            await().until(() -> asked("orders.example", "nobody's").body().endsWith(" null"));
            visitor.assertEveryRequestWasServed();
        }
        assertThat(seen.stream().map(DestinationProbeTest::roles).distinct().toList())
                .containsSubsequence(
                        List.of(DestinationProbe.ROLE, DestinationProbe.ROLE),
                        List.of(Probe.ROLE, "route"),
                        List.of("route"),
                        List.of(Probe.ROLE));
    }

    /** Points that the operation reached. */
    private static List<String> moved(String move) {
        Api.Answer answer =
                running.api().post("/api/v1/experiments/orders/" + move + "?ack=workload-readiness-unknown", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String operation = answer.header("location");
        await().until(() ->
                running.api().get(operation).body().path("state").asString().equals("SUCCEEDED"));
        return Api.texts(running.api().get(operation).body().path("points"), "point");
    }

    /** What our routes in one version of the object are for, in order. */
    private static List<String> roles(MeshObject object) {
        return object.http()
                .valueStream()
                .flatMap(route -> RouteName.parse(route.path("name").asText("")).stream())
                .map(name -> name.rule() > 0 ? "route" : name.role())
                .toList();
    }

    @Test
    void aGatewayThatDoesNotKnowTheSubsetConfirmsNothing() throws Exception {
        DestinationProbe probe = new DestinationProbe(
                "parcels",
                1,
                1,
                "a-value-of-this-test",
                "/.well-known/meshtrial-probe",
                new Destination("parcels", "later", null));
        MeshPort port = running.context().getBean(MeshPort.class);
        MeshObject live = port.get(Kind.VIRTUAL_SERVICE, "demo", "parcels").orElseThrow();
        JsonNode route = probe.route(live).orElseThrow().json();
        var patch = JsonNodeFactory.instance.arrayNode();
        ObjectNode add = patch.addObject().put("op", "add").put("path", "/spec/http/0");
        add.set("value", route);
        await("this replica leads")
                .until(() -> port.patch(Kind.VIRTUAL_SERVICE, "demo", "parcels", patch, false)
                        instanceof WriteResult.Written);
        // The base route's own 503 has a body: nothing stands behind the service.
        await("as Envoy answers for a subset that it does not know")
                .until(() -> asked("parcels.example", probe.value()).statusCode() == 503
                        && asked("parcels.example", probe.value()).body().isEmpty());

        GatewayProber prober = new GatewayProber(new GatewayProperties(
                List.of(URI.create(address)), probe.path(), Duration.ofMillis(300), Duration.ZERO, Duration.ZERO));
        assertThat(prober.confirm(probe, live, () -> false))
                .isInstanceOfSatisfying(
                        GatewayProber.Confirmation.Silent.class,
                        silent -> assertThat(silent.last()).isEqualTo("HTTP 503"));

        apply("""
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: later, namespace: demo}
                spec: {host: parcels, subsets: [{name: later, labels: {version: v3}}]}
                """);
        await().until(() -> prober.confirm(probe, live, () -> false) instanceof GatewayProber.Confirmation.Confirmed);
        assertThat(asked("parcels.example", probe.value()).body())
                .as("known, and nothing behind it: not the probe's business")
                .isEqualTo("no healthy upstream");
    }
}
