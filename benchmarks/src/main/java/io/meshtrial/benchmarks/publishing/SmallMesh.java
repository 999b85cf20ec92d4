package io.meshtrial.benchmarks.publishing;

import io.meshtrial.localmesh.apiserver.ApiServer;
import io.meshtrial.localmesh.edge.Edge;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The Kubernetes stand-in, the edge with istiod's debounce, and two services that answer with their name and the identity
 * header. Beside the experiment's host there is a second one, whose VirtualService is patched without any platform.
 */
final class SmallMesh implements AutoCloseable {

    static final String TOKEN = "benchmark-token-0123456789";
    static final String BARE_HOST = "bare.example";

    private static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/demo/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final ApiServer api;
    private final Edge edge;

    SmallMesh(Path directory) throws Exception {
        api = ApiServer.start(new ApiServer.Settings(
                0,
                directory.resolve("objects.jsonl"),
                TOKEN,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString()));
        send("POST", "/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"demo"}}""");
        for (String service : List.of("catalog-v1", "catalog-v2")) {
            service(service);
        }
        send("POST", ISTIO + "gateways", """
                {"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"name":"g"},
                 "spec":{"selector":{"istio":"ingressgateway"},
                         "servers":[{"port":{"number":80,"name":"http","protocol":"HTTP"},"hosts":["*"]}]}}""");
        host("catalog");
        send("POST", ISTIO + "virtualservices", """
                {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"bare"},
                 "spec":{"hosts":["%s"],"gateways":["g"],"http":[
                   {"headers":{"request":{"set":{"x-meshtrial":"bare;r0;0;-;catalog-v1;-"}}},
                    "route":[{"destination":{"host":"catalog-v1"}}]}]}}""".formatted(BARE_HOST));
        edge = Edge.start(new Edge.Settings(
                0, 0, 80, api.url(), TOKEN, new SplittableRandom(1), System::nanoTime, Duration.ofSeconds(10)));
    }

    private void service(String name) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(1_024))
                .requestHandler(request -> request.response().end(name + " " + request.getHeader("x-meshtrial")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        send("POST", "/api/v1/namespaces/demo/services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"%s"},"spec":{"ports":[{"port":80}]}}""".formatted(name));
        send("POST", "/apis/discovery.k8s.io/v1/namespaces/demo/endpointslices", """
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
                 "metadata":{"name":"%s","labels":{"kubernetes.io/service-name":"%s"}},
                 "ports":[{"port":%d}],"endpoints":[{"addresses":["127.0.0.1"]}]}""".formatted(
                        name, name, server.actualPort()));
    }

    /** A VirtualService of that name, for a host of that name in {@code example}, that sends everything to catalog-v1. */
    void host(String name) throws IOException, InterruptedException {
        send("POST", ISTIO + "virtualservices", """
                {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"%s"},
                 "spec":{"hosts":["%s.example"],"gateways":["g"],"http":[
                   {"route":[{"destination":{"host":"catalog-v1"}}]}]}}""".formatted(name, name));
    }

    /** What a person would do by hand: one JSON Patch. */
    void patchBare(int revision) throws IOException, InterruptedException {
        send("PATCH", ISTIO + "virtualservices/bare", """
                [{"op":"replace","path":"/spec/http/0/headers/request/set/x-meshtrial",
                  "value":"bare;r%d;0;-;catalog-v1;-"}]""".formatted(revision));
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", method.equals("PATCH") ? "application/json-patch+json" : "application/json")
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.body());
        }
    }

    String kubernetes() {
        return api.url();
    }

    int edgePort() {
        return edge.port();
    }

    @Override
    public void close() throws Exception {
        edge.close();
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
