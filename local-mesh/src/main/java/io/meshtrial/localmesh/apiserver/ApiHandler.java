package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshtrial.localmesh.apiserver.WriteRequest.FieldValidation;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on one side, the store on the other: who may ask, what is asked, and how the answer is written. */
final class ApiHandler implements Handler<HttpServerRequest> {

    private static final Logger log = LoggerFactory.getLogger(ApiHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final int LARGEST_BODY = 3 << 20;
    private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");

    private final Vertx vertx;
    private final Store store;
    private final Lister lister;
    private final ObjectWriter writer;
    private final ObjectRemover remover;
    private final byte[] authorization;

    ApiHandler(Vertx vertx, Store store, ApiServer.Settings settings) {
        this.vertx = vertx;
        this.store = store;
        this.lister = new Lister(store, settings.identifiers());
        this.writer = new ObjectWriter(store, settings.clock(), settings.identifiers());
        this.remover = new ObjectRemover(store, settings.clock());
        this.authorization = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (HEALTH.contains(request.path())) {
            request.response().end("ok");
            return;
        }
        try {
            authenticate(request);
            if (isWatch(request)) {
                watch(request);
                return;
            }
        } catch (ApiFailure failure) {
            fail(request, failure);
            return;
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() <= LARGEST_BODY) {
                body.appendBuffer(part);
            }
        });
        request.endHandler(done -> respond(request, body));
    }

    private void respond(HttpServerRequest request, Buffer body) {
        try {
            if (body.length() > LARGEST_BODY) {
                throw ApiFailure.plain(
                        413, "RequestEntityTooLarge", "Request entity is too large: limit is " + LARGEST_BODY);
            }
            write(request, answer(request, body));
        } catch (ApiFailure failure) {
            fail(request, failure);
        } catch (RuntimeException e) {
            log.error("{} {} failed", request.method(), request.path(), e);
            fail(request, ApiFailure.plain(500, "InternalError", "Internal error occurred: " + e.getMessage()));
        }
    }

    private void authenticate(HttpServerRequest request) {
        String given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
            throw ApiFailure.unauthorized();
        }
    }

    private Answer answer(HttpServerRequest request, Buffer body) {
        String method = request.method().name();
        Optional<ObjectNode> discovered = Discovery.answer(request.path());
        if (discovered.isPresent() && method.equals("GET")) {
            return Answer.ok(discovered.get());
        }
        ApiPath path = path(request);
        return switch (method) {
            case "GET" ->
                path.collection()
                        ? Answer.ok(lister.list(path, request.params()))
                        : Answer.ok(ObjectViews.as(
                                store.get(path.key()).orElseThrow(() -> ApiFailure.notFound(path.key())),
                                path.type(),
                                path.version()));
            case "POST" -> {
                if (!path.collection()
                        || path.type().namespaced() && path.namespace().isEmpty()) {
                    throw ApiFailure.methodNotAllowed();
                }
                yield writer.create(writing(path, request), object(request, body));
            }
            case "PUT" -> writer.update(writing(named(path), request), object(request, body));
            case "PATCH" -> patch(named(path), request, body);
            case "DELETE" -> path.collection() ? deleteAll(path, request) : delete(path, request, body);
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private Answer patch(ApiPath path, HttpServerRequest request, Buffer body) {
        JsonNode patch = json(JSON, body);
        return switch (mediaType(request)) {
            case "application/json-patch+json" ->
                writer.patch(writing(path, request), object -> JsonPatch.apply(patch, object));
            case "application/merge-patch+json" ->
                writer.patch(writing(path, request), object -> MergePatch.apply(patch, object));
            default ->
                throw ApiFailure.plain(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json-patch+json, application/merge-patch+json");
        };
    }

    private Answer delete(ApiPath path, HttpServerRequest request, Buffer body) {
        JsonNode options = body.length() == 0 ? MissingNode.getInstance() : object(request, body);
        boolean dryRun = dryRun(request) || options.path("dryRun").toString().contains("All");
        return remover.delete(path.key(), path.version(), options, dryRun);
    }

    private Answer deleteAll(ApiPath path, HttpServerRequest request) {
        ObjectNode deleted = ObjectViews.list(
                path.type(), path.version(), lister.select(path, request.params()), store.revision(), null);
        for (JsonNode item : deleted.path("items")) {
            JsonNode metadata = item.path("metadata");
            ObjectKey key = new ObjectKey(
                    path.type(),
                    metadata.path("namespace").asText(),
                    metadata.path("name").asText());
            remover.delete(key, path.version(), MissingNode.getInstance(), dryRun(request));
        }
        return Answer.ok(deleted);
    }

    private static boolean isWatch(HttpServerRequest request) {
        String watch = request.getParam("watch");
        return request.method().name().equals("GET") && ("true".equals(watch) || "1".equals(watch));
    }

    private void watch(HttpServerRequest request) {
        ApiPath path = path(request);
        Selector.parse(request.getParam("labelSelector"), request.getParam("fieldSelector"));
        Numbers.revision(request.getParam("resourceVersion"));
        if (request.canUpgradeToWebSocket()) {
            request.toWebSocket()
                    .onSuccess(socket -> stream(path, request, EventSink.of(socket)))
                    .onFailure(e -> log.debug("no web socket for {}", request.path(), e));
        } else {
            EventSink sink = EventSink.of(request.response());
            request.response().writeHead();
            stream(path, request, sink);
        }
    }

    private void stream(ApiPath path, HttpServerRequest request, EventSink sink) {
        new WatchStream(vertx, store, lister, path, request.params(), sink).start();
    }

    private static ApiPath path(HttpServerRequest request) {
        return ApiPath.parse(request.path()).orElseThrow(ApiFailure::noSuchPath);
    }

    private static ApiPath named(ApiPath path) {
        if (path.collection()) {
            throw ApiFailure.methodNotAllowed();
        }
        return path;
    }

    private static WriteRequest writing(ApiPath path, HttpServerRequest request) {
        FieldValidation validation =
                switch (Optional.ofNullable(request.getParam("fieldValidation")).orElse("")) {
                    case "", "Warn" -> FieldValidation.WARN;
                    case "Ignore" -> FieldValidation.IGNORE;
                    case "Strict" -> FieldValidation.STRICT;
                    default -> throw ApiFailure.badRequest("fieldValidation is Ignore, Warn or Strict");
                };
        return new WriteRequest(
                path.key(), path.version(), manager(request), dryRun(request), validation, path.status());
    }

    private static String manager(HttpServerRequest request) {
        String named = request.getParam("fieldManager");
        String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("unknown");
        return named != null && !named.isEmpty() ? named : agent.split("/", 2)[0];
    }

    private static boolean dryRun(HttpServerRequest request) {
        String value = request.getParam("dryRun");
        if (value != null && !value.isEmpty() && !value.equals("All")) {
            throw ApiFailure.badRequest("dryRun: Unsupported value: \"" + value + "\": supported values: \"All\"");
        }
        return "All".equals(value);
    }

    private static ObjectNode object(HttpServerRequest request, Buffer body) {
        ObjectMapper mapper = mediaType(request).equals("application/yaml") ? YAML : JSON;
        if (json(mapper, body) instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body is not an object");
    }

    private static JsonNode json(ObjectMapper mapper, Buffer body) {
        try {
            return mapper.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            throw ApiFailure.badRequest("couldn't decode the body: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiFailure.badRequest("couldn't read the body: " + e.getMessage());
        }
    }

    private static String mediaType(HttpServerRequest request) {
        @Nullable String type = request.getHeader("Content-Type");
        return type == null ? "application/json" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static void write(HttpServerRequest request, Answer answer) {
        var response = request.response().setStatusCode(answer.code()).putHeader("Content-Type", "application/json");
        answer.warnings()
                .forEach(warning -> response.headers()
                        .add(
                                "Warning",
                                "299 - \"" + warning.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
        response.end(answer.body().toString());
    }

    private static void fail(HttpServerRequest request, ApiFailure failure) {
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(failure.code())
                    .putHeader("Content-Type", "application/json")
                    .end(failure.status().toString());
        }
    }
}
