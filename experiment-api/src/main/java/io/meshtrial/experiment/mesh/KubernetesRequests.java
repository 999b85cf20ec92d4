package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Single requests through the client's own HTTP stack (its addresses, certificates and tokens) as plain JSON trees. The
 * client's typed operations read before they patch, drop fields they do not know, and lose the {@code Warning} headers.
 */
@Component
class KubernetesRequests {

    /** @param status 0 where no answer came; the body then is a text that says why */
    record Answer(int status, JsonNode body, List<String> warnings) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        String message() {
            return body.isTextual() ? body.asText() : body.path("message").asText("HTTP " + status);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final long timeoutMillis;

    KubernetesRequests(KubernetesClient client) {
        this.client = client;
        this.timeoutMillis = client.getConfiguration().getRequestTimeout();
    }

    Answer send(String method, String path, @Nullable String contentType, @Nullable JsonNode body) {
        HttpRequest.Builder request =
                client.getHttpClient().newHttpRequestBuilder().uri(uri(path));
        request.header("Accept", "application/json");
        String payload = body == null ? null : body.toString();
        if (payload == null || contentType == null) {
            request.method(method, null, null);
        } else {
            request.method(method, contentType, payload);
        }
        try {
            HttpResponse<String> response = client.getHttpClient()
                    .sendAsync(request.build(), String.class)
                    .get(timeoutMillis, TimeUnit.MILLISECONDS);
            return new Answer(response.code(), tree(response.body()), warnings(response.headers("Warning")));
        } catch (ExecutionException failed) {
            return none("the Kubernetes API does not answer: " + failed.getCause());
        } catch (TimeoutException late) {
            return none("the Kubernetes API gave no answer within " + timeoutMillis + " ms");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return none("interrupted while waiting for the Kubernetes API");
        }
    }

    private URI uri(String path) {
        try {
            URL master = client.getMasterUrl();
            String root = master.toString();
            return new URI((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("no address: " + path, impossible);
        }
    }

    private static Answer none(String why) {
        return new Answer(0, JsonNodeFactory.instance.textNode(why), List.of());
    }

    private static JsonNode tree(@Nullable String body) {
        try {
            return body == null || body.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.textNode(body);
        }
    }

    /** Each looks like {@code 299 - "unknown field \"spec.x\""} (RFC 9111, section 5.5 of RFC 7234). */
    private static List<String> warnings(List<String> headers) {
        List<String> texts = new ArrayList<>();
        for (String header : headers) {
            int open = header.indexOf('"');
            int close = header.lastIndexOf('"');
            texts.add(
                    open >= 0 && close > open
                            ? header.substring(open + 1, close).replace("\\\"", "\"")
                            : header);
        }
        return texts;
    }
}
