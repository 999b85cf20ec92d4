package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * One watch. From a resource version: the changes after it. Without one, or from 0: everything there is as
 * {@code ADDED}, then changes; with {@code sendInitialEvents} a bookmark says where the first part ends.
 */
final class WatchStream {

    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Vertx vertx;
    private final Store store;
    private final Lister lister;
    private final ApiPath path;
    private final MultiMap query;
    private final Selector selector;
    private final EventSink sink;

    WatchStream(Vertx vertx, Store store, Lister lister, ApiPath path, MultiMap query, EventSink sink) {
        this.vertx = vertx;
        this.store = store;
        this.lister = lister;
        this.path = path;
        this.query = query;
        this.selector = Selector.parse(query.get("labelSelector"), query.get("fieldSelector"));
        this.sink = sink;
    }

    void start() {
        long from = Numbers.revision(query.get("resourceVersion"));
        boolean initial = "true".equals(query.get("sendInitialEvents"));
        try {
            if (from == 0 || initial) {
                lister.select(path, query).forEach(object -> send("ADDED", object));
            } else {
                store.since(from).forEach(this::offer);
            }
        } catch (ApiFailure gone) {
            sink.send(event("ERROR", gone.status()));
            sink.end();
            return;
        }
        if (initial) {
            sink.send(event("BOOKMARK", bookmark(true)));
        }
        // A version from the future: silence until it has come, as on the real server.
        Runnable stop = store.watch(change -> {
            if (change.revision() > from) {
                offer(change);
            }
        });
        boolean bookmarks = "true".equals(query.get("allowWatchBookmarks"));
        long ticking = vertx.setPeriodic(BOOKMARK_EVERY.toMillis(), id -> {
            if (bookmarks) {
                sink.send(event("BOOKMARK", bookmark(false)));
            }
        });
        long seconds = Numbers.seconds(query.get("timeoutSeconds"));
        long ending = vertx.setTimer(seconds == 0 ? LONGEST.toMillis() : seconds * 1_000, id -> {
            if (bookmarks) {
                sink.send(event("BOOKMARK", bookmark(false)));
            }
            sink.end();
        });
        sink.onClose(() -> {
            stop.run();
            vertx.cancelTimer(ticking);
            vertx.cancelTimer(ending);
        });
    }

    private void offer(Change change) {
        ObjectKey key = change.key();
        boolean here = key.type().equals(path.type())
                && (path.namespace().isEmpty() || key.namespace().equals(path.namespace()))
                && (path.name().isEmpty() || key.name().equals(path.name()));
        if (!here) {
            return;
        }
        ObjectNode before = change.before();
        boolean was = before != null && selector.test(before);
        boolean is = !change.deleted() && selector.test(change.object());
        if (is) {
            send(was ? "MODIFIED" : "ADDED", change.object());
        } else if (was) {
            send("DELETED", change.object());
        }
    }

    private void send(String type, ObjectNode object) {
        sink.send(event(type, ObjectViews.as(object, path.type(), path.version())));
    }

    private ObjectNode bookmark(boolean initialEnd) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", path.type().kind()).put("apiVersion", path.type().apiVersion(path.version()));
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", String.valueOf(store.revision()));
        if (initialEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return object;
    }

    private static String event(String type, JsonNode object) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", object);
        return event.toString();
    }
}
