package io.meshtrial.experiment.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What was done while the store was away, one JSON object a line in a file, until the history takes it over. */
@Component
public class HistorySpool {

    /** Who did what, when and why. */
    public record Spooled(
            String experiment,
            String actor,
            String action,
            @Nullable String reason,
            Instant at) {}

    private static final Logger log = LoggerFactory.getLogger(HistorySpool.class);

    private final Path file;
    private final JsonMapper json;

    HistorySpool(@Value("${meshtrial.data:./.meshtrial/experiment-api}") Path data, JsonMapper json) {
        this.file = data.resolve("history-spool.ndjson");
        this.json = json;
    }

    /** On the disk when it returns. A file that cannot be written is logged: it must not stop a rollback. */
    public synchronized void append(Spooled entry) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    json.writeValueAsString(entry) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException failed) {
            log.error("the history of a rollback is only here: {}", entry, failed);
        }
    }

    public synchronized List<Spooled> all() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank())
                    .map(this::read)
                    .flatMap(List::stream)
                    .toList();
        } catch (IOException failed) {
            log.warn("{} cannot be read: {}", file, failed.toString());
            return List.of();
        }
    }

    /** What the history has taken over leaves the file. */
    public synchronized void remove(String experiment) {
        StringBuilder rest = new StringBuilder();
        all().stream()
                .filter(entry -> !entry.experiment().equals(experiment))
                .forEach(entry -> rest.append(json.writeValueAsString(entry)).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(
                    fresh,
                    rest,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            log.warn("{} cannot be written: {}", file, failed.toString());
        }
    }

    /** A line that a crash cut short holds nothing. */
    private List<Spooled> read(String line) {
        try {
            return List.of(json.readValue(line, Spooled.class));
        } catch (JacksonException broken) {
            log.warn("a line of {} cannot be read: {}", file, broken.getOriginalMessage());
            return List.of();
        }
    }
}
