package io.meshtrial.analytics.frozen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.Definitions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the topic's values to the plans, in its order. Reading anew changes nothing: the first value still comes first. What
 * was frozen of an experiment that is deleted is taken out of the topic. Safe for concurrent use.
 */
public final class FrozenReader implements CompactedTopicReader.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(FrozenReader.class);

    private final FrozenPlans plans;
    private final FrozenWriter writer;
    private final Map<String, Set<String>> keys = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();

    /** @param definitions tell what was deleted, whenever that is read */
    public FrozenReader(FrozenPlans plans, FrozenWriter writer, Definitions definitions) {
        this.plans = plans;
        this.writer = writer;
        definitions.whenDeleted(this::delete);
    }

    @Override
    public void reset() {
        writer.restarted();
    }

    private synchronized void delete(String experiment) {
        deleted.add(experiment);
        plans.forget(experiment);
        writer.remove(keys.getOrDefault(experiment, Set.of()));
    }

    /** @return whether the row is still wanted */
    private synchronized boolean note(String experiment, String key) {
        if (deleted.contains(experiment)) {
            writer.remove(Set.of(key));
            return false;
        }
        keys.computeIfAbsent(experiment, none -> new HashSet<>()).add(key);
        return true;
    }

    private synchronized void removed(String key) {
        keys.values().forEach(of -> of.remove(key));
        keys.values().removeIf(Set::isEmpty);
    }

    @Override
    public void accept(int partition, byte[] key, byte @Nullable [] value) {
        if (value == null) {
            removed(new String(key, UTF_8));
            return;
        }
        FrozenRow.read(value)
                .ifPresentOrElse(
                        row -> {
                            if (note(row.experiment(), new String(key, UTF_8))) {
                                plans.accept(row.run(), row.value());
                            }
                            writer.settled(row.run(), row.value().subject());
                        },
                        () -> LOG.warn("Skipped an unreadable frozen value: {}", new String(key, UTF_8)));
    }
}
