package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.mesh.KubernetesRequests.Answer;
import io.meshtrial.routing.object.MeshObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** The port on a real Kubernetes API, or on anything that speaks its protocol. */
@Component
class KubernetesMesh implements MeshPort {

    /** Under this name the API's managed fields list what the platform writes. */
    static final String FIELD_MANAGER = "meshtrial";

    private static final int PAGE = 250;
    private static final int READ_ATTEMPTS = 3;
    private static final Duration READ_PAUSE = Duration.ofMillis(100);

    private final KubernetesRequests requests;
    private final KubernetesWatches watches;
    private final NamespaceScope scope;
    private final RandomGenerator random;

    KubernetesMesh(
            KubernetesRequests requests, KubernetesWatches watches, NamespaceScope scope, RandomGenerator random) {
        this.scope = scope;
        this.random = random;
        this.requests = requests;
        this.watches = watches;
    }

    @Override
    public Optional<MeshObject> get(Kind kind, String namespace, String name) {
        Answer answer = answer(kind.path(namespace, name));
        return answer.status() == 404 ? Optional.empty() : Optional.of(new MeshObject(read(answer)));
    }

    @Override
    public List<MeshObject> list(Kind kind) {
        return scope.isEverywhere()
                ? pages(kind, kind.path())
                : scope.of(kind).stream()
                        .flatMap(namespace -> pages(kind, kind.path(namespace)).stream())
                        .toList();
    }

    @Override
    public List<MeshObject> list(Kind kind, String namespace) {
        return pages(kind, kind.path(namespace));
    }

    /** A read that was turned away is safe to repeat; one that got no answer has cost its time already. */
    private Answer answer(String path) {
        Answer answer = requests.send("GET", path, null, null);
        for (int attempt = 1; attempt < READ_ATTEMPTS && isTurnedAway(answer); attempt++) {
            LockSupport.parkNanos(random.nextLong(attempt * READ_PAUSE.toNanos()));
            answer = requests.send("GET", path, null, null);
        }
        return answer;
    }

    private static boolean isTurnedAway(Answer answer) {
        return answer.status() == 429 || answer.status() >= 500;
    }

    private List<MeshObject> pages(Kind kind, String path) {
        List<MeshObject> objects = new ArrayList<>();
        String next = "";
        do {
            String query = "?limit=" + PAGE
                    + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            Answer answer = answer(path + query);
            if (answer.status() == 404) {
                throw new MeshUnserved("the Kubernetes API does not serve " + kind.title());
            }
            JsonNode page = read(answer);
            page.path("items").forEach(item -> objects.add(new MeshObject(titled(kind, page, item))));
            next = page.path("metadata").path("continue").asText("");
        } while (!next.isEmpty());
        return objects;
    }

    /** Items of lists of built-in kinds carry neither kind nor version. */
    private static JsonNode titled(Kind kind, JsonNode page, JsonNode item) {
        if (item.has("kind") || !(item instanceof ObjectNode object)) {
            return item;
        }
        return object.put("kind", kind.title())
                .put("apiVersion", page.path("apiVersion").asText());
    }

    @Override
    public WriteResult patch(Kind kind, String namespace, String name, JsonNode operations, boolean dryRun) {
        return result(requests.send(
                "PATCH", kind.path(namespace, name) + options(dryRun), "application/json-patch+json", operations));
    }

    @Override
    public WriteResult create(Kind kind, MeshObject object, boolean dryRun) {
        return result(requests.send(
                "POST", kind.path(object.namespace()) + options(dryRun), "application/json", object.json()));
    }

    @Override
    public WriteResult delete(Kind kind, String namespace, String name, String resourceVersion) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.putObject("preconditions").put("resourceVersion", resourceVersion);
        return result(requests.send("DELETE", kind.path(namespace, name), "application/json", options));
    }

    @Override
    public AutoCloseable watch(Kind kind, Consumer<MeshEvent> handler) {
        return watches.watch(kind, handler);
    }

    private static String options(boolean dryRun) {
        return "?fieldManager=" + FIELD_MANAGER + (dryRun ? "&dryRun=All" : "");
    }

    private static JsonNode read(Answer answer) {
        if (answer.ok()) {
            return answer.body();
        }
        if (answer.status() == 401 || answer.status() == 403) {
            throw new MeshForbidden("the Kubernetes API refuses the read: " + answer.message());
        }
        throw new MeshUnavailable(answer.message());
    }

    private static WriteResult result(Answer answer) {
        if (answer.ok()) {
            return new WriteResult.Written(new MeshObject(answer.body()), answer.warnings());
        }
        return switch (answer.status()) {
            case 404 -> new WriteResult.Absent();
            case 409 -> new WriteResult.Conflict(answer.message());
            case 400, 401, 403, 405, 413, 415, 422 ->
                new WriteResult.Refused(answer.status(), answer.message(), causes(answer.body()));
            default -> new WriteResult.Unavailable(answer.message());
        };
    }

    private static List<String> causes(JsonNode body) {
        List<String> causes = new ArrayList<>();
        body.path("details")
                .path("causes")
                .forEach(cause -> causes.add(cause.path("field").asText() + ": "
                        + cause.path("message").asText()));
        return causes;
    }
}
