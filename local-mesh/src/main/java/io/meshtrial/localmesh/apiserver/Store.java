package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Objects, their one revision counter, and the last changes for those who watch. Used from one thread only: the
 * server's event loop, which is what makes each write atomic. Objects handed out are never changed; callers copy.
 */
final class Store implements AutoCloseable {

    /** Watchers that are further behind than this are told to list again. */
    private static final int HISTORY = 1_000;

    private final Journal journal;
    private final TreeMap<ObjectKey, ObjectNode> objects;
    private final Deque<Change> history = new ArrayDeque<>();
    private final Set<Consumer<Change>> watchers = new LinkedHashSet<>();
    private long revision;
    private long forgotten;

    private Store(Journal journal, Journal.Loaded loaded) {
        this.journal = journal;
        this.objects = loaded.objects();
        this.revision = loaded.revision();
        this.forgotten = loaded.revision();
    }

    static Store open(Path file) {
        Journal.Loaded loaded = Journal.load(file);
        return new Store(Journal.open(file, loaded), loaded);
    }

    long revision() {
        return revision;
    }

    Optional<ObjectNode> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** All of a type in key order; an empty namespace means every one. */
    List<ObjectNode> list(ResourceType type, String namespace) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals(type)
                        && (namespace.isEmpty() || entry.getKey().namespace().equals(namespace)))
                .map(Map.Entry::getValue)
                .toList();
    }

    List<ObjectKey> keysIn(String namespace) {
        return objects.keySet().stream()
                .filter(key -> key.namespace().equals(namespace))
                .toList();
    }

    /** Stores the object under the next revision, which it gets as its resource version. */
    ObjectNode put(ObjectKey key, ObjectNode object) {
        ObjectNode written = stamped(object);
        ObjectNode before = objects.put(key, written);
        publish(new Change(revision, key, before, written, false));
        return written;
    }

    ObjectNode delete(ObjectKey key) {
        ObjectNode before = objects.remove(key);
        if (before == null) {
            throw ApiFailure.notFound(key);
        }
        ObjectNode last = stamped(before);
        publish(new Change(revision, key, before, last, true));
        return last;
    }

    private ObjectNode stamped(ObjectNode object) {
        revision++;
        ObjectNode copy = object.deepCopy();
        copy.withObjectProperty("metadata").put("resourceVersion", String.valueOf(revision));
        return copy;
    }

    private void publish(Change change) {
        journal.append(change);
        history.addLast(change);
        if (history.size() > HISTORY) {
            forgotten = history.removeFirst().revision();
        }
        List.copyOf(watchers).forEach(watcher -> watcher.accept(change));
    }

    /** Changes after a revision; {@link ApiFailure} 410 where some of them are no longer known. */
    List<Change> since(long since) {
        if (since < forgotten) {
            throw ApiFailure.expired("too old resource version: " + since + " (" + forgotten + ")");
        }
        return history.stream().filter(change -> change.revision() > since).toList();
    }

    void forgetHistory() {
        history.clear();
        forgotten = revision;
    }

    /** Tells of every change from now on; closing the result ends that. */
    Runnable watch(Consumer<Change> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
