package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The API as one user sees it: paths, bodies, statuses. */
final class RawApi implements AutoCloseable {

    record Answer(int status, JsonNode body) {
        String message() {
            return body.path("message").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final HttpClient http;
    private final String base;

    RawApi(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        client = new KubernetesClientBuilder().withConfig(config).build();
        http = client.getHttpClient();
        String url = client.getMasterUrl().toString();
        base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "application/json", null);
    }

    Answer create(String path, JsonNode body) throws IOException {
        return send("POST", path, "application/json", body);
    }

    Answer patch(String path, JsonNode operations) throws IOException {
        return send("PATCH", path, "application/json-patch+json", operations);
    }

    Answer send(String method, String path, String type, @Nullable JsonNode body) throws IOException {
        HttpRequest.Builder request = http.newHttpRequestBuilder().uri(URI.create(base + path));
        if (body == null && method.equals("DELETE")) {
            request.delete(type, "{}");
        } else if (body != null) {
            request.method(method, type, body.toString());
        }
        try {
            HttpResponse<String> response =
                    http.sendAsync(request.build(), String.class).get(30, TimeUnit.SECONDS);
            String text = response.body();
            return new Answer(
                    response.code(), text == null || text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException(method + " " + path, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
