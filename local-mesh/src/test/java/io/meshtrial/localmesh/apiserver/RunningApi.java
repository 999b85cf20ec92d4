package io.meshtrial.localmesh.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** The stand-in on a free port, with the production client and plain HTTP beside it. */
final class RunningApi implements AutoCloseable {

    static final String TOKEN = "test-token";

    private final ApiServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    final KubernetesClient client;

    RunningApi(Path file) throws Exception {
        server = ApiServer.start(new ApiServer.Settings(
                0, file, TOKEN, Clock.systemUTC(), () -> UUID.randomUUID().toString()));
        client = new KubernetesClientBuilder().withConfig(config(TOKEN)).build();
    }

    Config config(String token) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.url())
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    HttpResponse<String> send(String method, String path, String contentType, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", contentType)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "application/json", "");
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.close();
    }
}
