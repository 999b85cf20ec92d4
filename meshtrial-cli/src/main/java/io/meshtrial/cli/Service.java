package io.meshtrial.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Meshtrial's REST at one address, with one token. Problems become {@link CommandFailure}s. */
final class Service {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final @Nullable String token;

    Service(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    /** Nothing where the service knows of no such thing. */
    Optional<JsonNode> find(String path) {
        HttpResponse<String> answer = exchange(request(path).GET());
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(json(checked(answer)));
    }

    String text(String path, String accept) {
        return send(request(path).header("Accept", accept).GET()).body();
    }

    /** Repeats are safe: every call has a key of its own. */
    JsonNode post(String path, JsonNode body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    JsonNode put(String path, String type, String body, String match) {
        return json(send(request(path)
                .header("Content-Type", type)
                .header("If-Match", match)
                .PUT(BodyPublishers.ofString(body))));
    }

    JsonNode patch(String path, JsonNode body, String match) {
        return json(send(request(path)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", match)
                .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    void delete(String path) {
        send(request(path).header("If-Match", "*").DELETE());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("User-Agent", "meshtrial-cli");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return checked(exchange(request));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "No answer from " + base + (e.getMessage() == null ? "" : ": " + e.getMessage())
                            + "\n  --server or MESHTRIAL_SERVER says where Meshtrial is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.UNREACHABLE, "Interrupted");
        }
    }

    private static HttpResponse<String> checked(HttpResponse<String> answer) {
        if (answer.statusCode() >= 400) {
            throw Problem.of(answer.statusCode(), parsed(answer.body()));
        }
        return answer;
    }

    private JsonNode json(HttpResponse<String> answer) {
        JsonNode body = parsed(answer.body());
        if (body.isMissingNode() && !answer.body().isBlank()) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, base + " answered something else than JSON: is Meshtrial there?");
        }
        return body;
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
