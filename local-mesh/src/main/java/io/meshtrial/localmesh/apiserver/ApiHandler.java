package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on one side, the store on the other: who may ask, what is asked, and how the answer is written. */
final class ApiHandler implements Handler<HttpServerRequest> {

    private static final Logger log = LoggerFactory.getLogger(ApiHandler.class);
    private static final int LARGEST_BODY = 3 << 20;
    private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");

    private final Vertx vertx;
    private final Store store;
    private final Lister lister;
    private final ObjectWriter writer;
    private final ObjectRemover remover;
    private final byte[] authorization;
    private final Authorizer authorizer;

    ApiHandler(Vertx vertx, Store store, ApiServer.Settings settings) {
        this.vertx = vertx;
        this.store = store;
        this.lister = new Lister(store, settings.identifiers());
        this.writer = new ObjectWriter(store, settings.clock(), settings.identifiers());
        this.remover = new ObjectRemover(store, settings.clock());
        this.authorization = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
        this.authorizer = settings.authorizer();
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (HEALTH.contains(request.path())) {
            request.response().end("ok");
            return;
        }
        try {
            authenticate(request);
            ApiPath.parse(request.path()).ifPresent(path -> authorize(request, path));
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

    private void authorize(HttpServerRequest request, ApiPath path) {
        String verb = verb(request, path);
        String resource = path.type().plural() + (path.status() ? "/status" : "");
        Authorizer.Access access = new Authorizer.Access(
                WireRequest.agent(request), verb, path.type().group(), resource, path.namespace());
        if (!authorizer.allows(access)) {
            throw ApiFailure.forbidden(path, access);
        }
    }

    private static String verb(HttpServerRequest request, ApiPath path) {
        return switch (request.method().name()) {
            case "GET" -> isWatch(request) ? "watch" : path.collection() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            default -> path.collection() ? "deletecollection" : "delete";
        };
    }

    private Answer answer(HttpServerRequest request, Buffer body) {
        String method = request.method().name();
        Optional<ObjectNode> discovered = Discovery.answer(request.path());
        if (discovered.isPresent() && method.equals("GET")) {
            return Answer.ok(discovered.get());
        }
        ApiPath path = path(request);
        WireRequest wire = new WireRequest(request, body);
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
                yield writer.create(wire.writing(path), wire.object());
            }
            case "PUT" -> writer.update(wire.writing(named(path)), wire.object());
            case "PATCH" -> patch(named(path), wire);
            case "DELETE" -> path.collection() ? deleteAll(path, request, wire) : delete(path, wire);
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private Answer patch(ApiPath path, WireRequest wire) {
        JsonNode patch = wire.json();
        return switch (wire.mediaType()) {
            case "application/json-patch+json" ->
                writer.patch(wire.writing(path), object -> JsonPatch.apply(patch, object));
            case "application/merge-patch+json" ->
                writer.patch(wire.writing(path), object -> MergePatch.apply(patch, object));
            default ->
                throw ApiFailure.plain(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json-patch+json, application/merge-patch+json");
        };
    }

    private Answer delete(ApiPath path, WireRequest wire) {
        JsonNode options = wire.isEmpty() ? MissingNode.getInstance() : wire.object();
        boolean dryRun = wire.dryRun() || options.path("dryRun").toString().contains("All");
        return remover.delete(path.key(), path.version(), options, dryRun);
    }

    private Answer deleteAll(ApiPath path, HttpServerRequest request, WireRequest wire) {
        ObjectNode deleted = ObjectViews.list(
                path.type(), path.version(), lister.select(path, request.params()), store.revision(), null);
        for (JsonNode item : deleted.path("items")) {
            JsonNode metadata = item.path("metadata");
            ObjectKey key = new ObjectKey(
                    path.type(),
                    metadata.path("namespace").asText(),
                    metadata.path("name").asText());
            remover.delete(key, path.version(), MissingNode.getInstance(), wire.dryRun());
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
