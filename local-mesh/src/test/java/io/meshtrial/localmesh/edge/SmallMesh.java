package io.meshtrial.localmesh.edge;

import io.meshtrial.localmesh.apiserver.ApiServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/** API stand-in and edge, both real, with the demonstration's gateway. */
final class SmallMesh implements AutoCloseable {

    static final String ISTIO = "/apis/networking.istio.io/v1/namespaces/demo/";
    private static final String TOKEN = "edge-test";

    final ApiServer api;
    final Edge edge;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SmallMesh(Path directory) throws Exception {
        api = ApiServer.start(new ApiServer.Settings(
                0,
                directory.resolve("objects.jsonl"),
                TOKEN,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString()));
        create("/api/v1/namespaces", "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"demo\"}}");
        create(ISTIO + "gateways", """
                {"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"name":"catalog-gateway"},
                 "spec":{"selector":{"istio":"ingressgateway"},
                         "servers":[{"port":{"number":80,"name":"http","protocol":"HTTP"},"hosts":["*"]}]}}""");
        edge = Edge.start(new Edge.Settings(
                0, 0, 80, api.url(), TOKEN, new SplittableRandom(20261122), System::nanoTime, Duration.ofSeconds(20)));
    }

    /** A service on port 80 with one endpoint. */
    void service(String name, int port) throws Exception {
        create("/api/v1/namespaces/demo/services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"%s"},
                 "spec":{"ports":[{"name":"http","port":80}]}}""".formatted(name));
        endpoint(name, name + "-1", port);
    }

    void endpoint(String service, String slice, int port) throws Exception {
        create("/apis/discovery.k8s.io/v1/namespaces/demo/endpointslices", """
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
                 "metadata":{"name":"%s","labels":{"kubernetes.io/service-name":"%s"}},
                 "ports":[{"name":"http","port":%d}],
                 "endpoints":[{"addresses":["127.0.0.1"],"conditions":{"ready":true},
                               "targetRef":{"kind":"Pod","name":"%s"}}]}""".formatted(slice, service, port, slice));
    }

    void create(String path, String object) throws Exception {
        HttpResponse<String> answer = api("POST", path, "application/json", object);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Puts these routes into the one VirtualService. */
    void routes(String http) throws Exception {
        String object = """
                {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"catalog"},
                 "spec":{"hosts":["*"],"gateways":["catalog-gateway"],"http":%s}}""".formatted(http);
        HttpResponse<String> answer = api("POST", ISTIO + "virtualservices", "application/json", object);
        if (answer.statusCode() == 409) {
            String patch = "[{\"op\":\"replace\",\"path\":\"/spec/http\",\"value\":" + http + "}]";
            answer = api("PATCH", ISTIO + "virtualservices/catalog", "application/json-patch+json", patch);
        }
        if (answer.statusCode() > 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    private HttpResponse<String> api(String method, String path, String type, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(api.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type)
                .build());
    }

    HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + target));
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String target) throws Exception {
        return send(to(target).build());
    }

    HttpClient http() {
        return http;
    }

    /** Sends bytes as they are and returns the status line and all that follows. */
    String raw(String bytes) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", edge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() throws Exception {
        http.close();
        edge.close();
        api.close();
    }
}
