package io.meshtrial.experiment.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.ExperimentApiApplication;
import io.meshtrial.localmesh.apiserver.Authorizer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The real application on a free port, with a store in a file and the stand-in behind it. */
public final class RunningApi implements AutoCloseable {

    public static final String TOKEN = "a-token-of-this-test-only";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandIn mesh;
    private Path data;
    private final List<String> settings;
    private final Class<?>[] sources;
    private ConfigurableApplicationContext context;

    private RunningApi(StandIn mesh, Path data, List<String> settings, Class<?>... beans) {
        this.mesh = mesh;
        this.data = data;
        this.settings = settings;
        this.sources = Stream.concat(Stream.of(ExperimentApiApplication.class), Arrays.stream(beans))
                .toArray(Class<?>[]::new);
        this.context = run();
    }

    public static RunningApi start(String... settings) throws IOException {
        return start(List.of(settings));
    }

    /** @param beans configurations that take the place of the application's own */
    public static RunningApi with(Class<?>... beans) throws IOException {
        return start(List.of(), beans);
    }

    /** @param authorizer of the Kubernetes API */
    public static RunningApi confined(Authorizer authorizer, String... settings) throws IOException {
        return start(StandIn.start(authorizer), List.of(settings));
    }

    private static RunningApi start(List<String> settings, Class<?>... beans) throws IOException {
        return start(StandIn.start(), settings, beans);
    }

    private static RunningApi start(StandIn mesh, List<String> settings, Class<?>... beans) throws IOException {
        RunningApi api = new RunningApi(mesh, Files.createTempDirectory(Path.of("target"), "data"), settings, beans);
        for (JsonNode object : DemoObjects.all()) {
            api.apply(object);
        }
        return api;
    }

    /** What another process needs to become one more replica. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--meshtrial.data=" + data.toAbsolutePath(),
                "--meshtrial.token=" + TOKEN,
                "--meshtrial.kubernetes.master-url=" + mesh.url(),
                "--meshtrial.kubernetes.token=" + StandIn.TOKEN,
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--spring.main.banner-mode=off"));
        if (settings.stream().noneMatch(setting -> setting.startsWith("meshtrial.gateway.unconfirmed-wait="))) {
            arguments.add("--meshtrial.gateway.unconfirmed-wait=0s");
        }
        settings.forEach(setting -> arguments.add("--" + setting));
        return arguments;
    }

    private ConfigurableApplicationContext run() {
        return SpringApplication.run(sources, arguments().toArray(String[]::new));
    }

    /** Ends it and starts it again on the same data. */
    public void restart() {
        context.close();
        context = run();
    }

    /** Starts it again with an empty store; the mesh is as it was. */
    public void loseStore() throws IOException {
        context.close();
        data = Files.createTempDirectory(Path.of("target"), "data");
        context = run();
    }

    public void stop() {
        context.close();
    }

    public void startAgain() {
        context = run();
    }

    public Api as(String token) {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return new Api(java.util.Objects.requireNonNull(server).getPort(), token);
    }

    public Api api() {
        return as(TOKEN);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Address of the stand-in. */
    public String kubernetes() {
        return mesh.url();
    }

    /** Creates an object of the mesh as another client would. */
    public void apply(JsonNode object) {
        mesh(
                "POST",
                path(
                        object.path("kind").asText(),
                        object.path("metadata").path("namespace").asText(),
                        ""),
                object);
    }

    public JsonNode virtualService() {
        return mesh("GET", path("VirtualService", "demo", "/catalog"), null);
    }

    /** Replaces the VirtualService as another client would. */
    public void replaceVirtualService(JsonNode object) {
        replaceVirtualService(object, "another-client");
    }

    public void replaceVirtualService(JsonNode object, String fieldManager) {
        mesh("PUT", path("VirtualService", "demo", "/catalog") + "?fieldManager=" + fieldManager, object);
    }

    /** Deletes the VirtualService as another client would. */
    public void deleteVirtualService() {
        mesh("DELETE", path("VirtualService", "demo", "/catalog"), null);
    }

    private static String path(String kind, String namespace, String rest) {
        return switch (kind) {
            case "Namespace" -> "/api/v1/namespaces" + rest;
            case "Service" -> "/api/v1/namespaces/" + namespace + "/services" + rest;
            case "ServiceEntry" -> "/apis/networking.istio.io/v1/namespaces/" + namespace + "/serviceentries" + rest;
            case "Pod" -> "/api/v1/namespaces/" + namespace + "/pods" + rest;
            case "EndpointSlice" -> "/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices" + rest;
            case "Gateway" -> "/apis/networking.istio.io/v1/namespaces/" + namespace + "/gateways" + rest;
            case "DestinationRule" ->
                "/apis/networking.istio.io/v1/namespaces/" + namespace + "/destinationrules" + rest;
            case "VirtualService" -> "/apis/networking.istio.io/v1/namespaces/" + namespace + "/virtualservices" + rest;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private JsonNode mesh(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(mesh.url() + path))
                .header("Authorization", "Bearer " + StandIn.TOKEN)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300 && response.statusCode() != 409) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() throws Exception {
        context.close();
        mesh.close();
    }
}
