package io.meshtrial.analytics.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Malformed;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The experiments that experiment-api has published, in memory. A malformed definition is counted and skipped. */
public final class Definitions implements CompactedTopicReader.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

    private final Map<String, Experiment> experiments = new ConcurrentHashMap<>();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong version = new AtomicLong();
    private final List<Consumer<String>> deletions = new CopyOnWriteArrayList<>();

    /** @param told of the id of every experiment whose deletion is read; may come more than once */
    public void whenDeleted(Consumer<String> told) {
        deletions.add(told);
    }

    @Override
    public void reset() {
        // What is known stays known until the topic says otherwise: results do not vanish while Kafka is read anew.
        version.incrementAndGet();
    }

    @Override
    public void accept(int partition, byte[] key, byte @Nullable [] value) {
        String id = new String(key, UTF_8);
        if (value == null) {
            experiments.remove(id);
            deletions.forEach(told -> told.accept(id));
        } else {
            switch (DefinitionReader.read(value)) {
                case Read(Experiment experiment) when experiment.id().equals(id) -> experiments.put(id, experiment);
                case Read(Experiment experiment) -> skip(id, "its id is not its key");
                case Malformed(String reason) -> skip(id, reason);
            }
        }
        version.incrementAndGet();
    }

    private void skip(String id, String reason) {
        malformed.incrementAndGet();
        LOG.warn("Skipped the definition of {}: {}", id, reason);
    }

    public Optional<Experiment> find(String id) {
        return Optional.ofNullable(experiments.get(id));
    }

    /** All experiments, newest start first, those that were never started last. */
    public List<Experiment> all() {
        return experiments.values().stream()
                .sorted(Comparator.comparing(Experiment::startedAt, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(Experiment::id))
                .toList();
    }

    /** Changes whenever anything may have changed. */
    public long version() {
        return version.get();
    }

    public long malformed() {
        return malformed.get();
    }
}
