package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The store on disk: one JSON line per write, rewritten as a snapshot at each start. What was answered survives the end
 * of the process; a power cut may lose the last moments. A last line cut off by a kill was never answered and is dropped.
 */
final class Journal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a journal held when it was opened. */
    record Loaded(long revision, TreeMap<ObjectKey, ObjectNode> objects) {}

    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    static Loaded load(Path file) {
        Loaded loaded = new Loaded(1, new TreeMap<>());
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file);
                int end = text.lastIndexOf('\n') + 1;
                for (String line : text.substring(0, end).lines().toList()) {
                    loaded = apply(loaded, JSON.readTree(line));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    file + " is damaged (" + e.getOriginalMessage() + "); --fresh starts without it", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return loaded;
    }

    private static Loaded apply(Loaded before, JsonNode line) {
        JsonNode kind = line.path("kind");
        if (!kind.isMissingNode()) {
            ResourceType type = ResourceType.byKind(kind.asText())
                    .orElseThrow(() -> new IllegalStateException("the journal names an unknown kind " + kind));
            ObjectKey key = new ObjectKey(
                    type, line.path("namespace").asText(), line.path("name").asText());
            if (line.path("object") instanceof ObjectNode object) {
                before.objects().put(key, object);
            } else {
                before.objects().remove(key);
            }
        }
        return new Loaded(Math.max(before.revision(), line.path("revision").asLong()), before.objects());
    }

    /** Replaces the file by a snapshot of what was loaded, then appends. */
    static Journal open(Path file, Loaded loaded) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            StringBuilder text = new StringBuilder("{\"revision\":" + loaded.revision() + "}\n");
            for (Map.Entry<ObjectKey, ObjectNode> entry : loaded.objects().entrySet()) {
                text.append(line(loaded.revision(), entry.getKey(), entry.getValue()));
            }
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Journal(FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void append(Change change) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((change.deleted()
                            ? line(change.revision(), change.key(), null)
                            : line(change.revision(), change.key(), change.object()))
                    .getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }

    private static String line(long revision, ObjectKey key, @Nullable ObjectNode object) {
        ObjectNode line = JSON.createObjectNode()
                .put("revision", revision)
                .put("kind", key.type().kind())
                .put("namespace", key.namespace())
                .put("name", key.name());
        line.set("object", object);
        return line + "\n";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
