package io.meshtrial.localmesh.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.routing.object.MeshObject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the objects of one kind as the API has them: lists, then watches from there, lists again when the version is no
 * longer known. While the API is away the last known objects stand.
 */
final class KindFollower {

    private static final Logger log = LoggerFactory.getLogger(KindFollower.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 250;
    private static final int GONE = 410;

    private final Vertx vertx;
    private final HttpClient client;
    private final ApiAddress api;
    private final WatchedKind kind;
    private final Runnable changed;
    private final Map<String, MeshObject> objects = new LinkedHashMap<>();
    private String version = "";
    private boolean stopped;

    KindFollower(Vertx vertx, HttpClient client, ApiAddress api, WatchedKind kind, Runnable changed) {
        this.vertx = vertx;
        this.client = client;
        this.api = api;
        this.kind = kind;
        this.changed = changed;
    }

    void start() {
        if (stopped) {
            return;
        }
        (version.isEmpty() ? list() : watch()).onComplete(done -> {
            if (done.failed()) {
                log.debug("{}: {}; trying again", kind, done.cause().toString());
            }
            vertx.setTimer(done.succeeded() ? 1 : PAUSE_MILLIS, again -> start());
        });
    }

    void stop() {
        stopped = true;
    }

    boolean loaded() {
        return !version.isEmpty();
    }

    Collection<MeshObject> objects() {
        return objects.values();
    }

    private Future<Void> list() {
        return get("").compose(HttpClientResponse::body).map(body -> {
            JsonNode list = read(body);
            objects.clear();
            list.path("items").forEach(this::put);
            version = list.path("metadata").path("resourceVersion").asText();
            changed.run();
            return null;
        });
    }

    /** Completes when the watch ends. */
    private Future<Void> watch() {
        return get("?watch=true&allowWatchBookmarks=true&resourceVersion=" + version)
                .compose(response -> {
                    response.handler(RecordParser.newDelimited("\n", line -> apply(read(line))));
                    return response.end();
                });
    }

    private Future<HttpClientResponse> get(String query) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(api.host())
                .setPort(api.port())
                .setURI(kind.path() + query)
                .putHeader("Authorization", "Bearer " + api.token())
                .putHeader("User-Agent", "meshtrial-edge/1");
        return client.request(options)
                .compose(request -> request.send())
                .compose(response -> response.statusCode() == 200
                        ? Future.succeededFuture(response)
                        : Future.failedFuture("the API answers " + response.statusCode()));
    }

    private void apply(JsonNode event) {
        JsonNode object = event.path("object");
        switch (event.path("type").asText()) {
            case "ADDED", "MODIFIED" -> {
                put(object);
                changed.run();
            }
            case "DELETED" -> {
                objects.remove(key(object));
                changed.run();
            }
            case "ERROR" -> {
                log.info(
                        "{}: the watch ended with {}",
                        kind,
                        object.path("message").asText());
                if (object.path("code").asInt() == GONE) {
                    version = "";
                }
                return;
            }
            default -> {}
        }
        version = object.path("metadata").path("resourceVersion").asText(version);
    }

    private void put(JsonNode object) {
        objects.put(key(object), new MeshObject(object));
    }

    private static String key(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
    }

    private static JsonNode read(Buffer body) {
        try {
            return JSON.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API sent what is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
