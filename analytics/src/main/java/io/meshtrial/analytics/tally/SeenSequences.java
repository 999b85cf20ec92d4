package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Instance;
import io.meshtrial.analytics.tally.Row.Page;
import io.meshtrial.analytics.tally.TallyKey.InstanceKey;
import io.meshtrial.analytics.tally.TallyKey.SequencePageKey;
import io.meshtrial.events.EventId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.longlong.LongIterator;

/**
 * Finds duplicates exactly: one compressed bitmap for each producer instance, in one partition. An instance that has
 * been silent for {@link #KEPT} of append time is forgotten.
 */
final class SeenSequences {

    /** How long numbers are kept after the last event of their instance. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Instances that are remembered at once; the ids of others count as foreign ones. */
    static final int MAX_INSTANCES = 10_000;

    private final CommitStore store;
    private final Map<String, SeenInstance> instances = new HashMap<>();

    /** Takes over what the store restored. */
    SeenSequences(CommitStore store) {
        this.store = store;
        store.forEachRestored((key, row) -> {
            if (key instanceof SequencePageKey(String instance, long page) && row instanceof Page words) {
                SequencePage.forEach(page, words, instance(instance)::restore);
            } else if (key instanceof InstanceKey(String instance) && row instanceof Instance last) {
                instance(instance).restoreLastAppend(last.lastAppendMillis());
            }
        });
        store.releaseRestored(SequencePageKey.class);
    }

    /** Whether the instance's numbers are kept, or can be. */
    boolean hasRoomFor(String instance) {
        return instances.size() < MAX_INSTANCES || instances.containsKey(instance);
    }

    /** Notes an event; false when it was seen before. */
    boolean add(EventId id, long appendMillis) {
        SeenInstance instance = instance(id.instance());
        if (instance.isForgottenAt(appendMillis)) {
            forget(id.instance(), instance);
            instance = instance(id.instance());
        }
        return instance.add(id.sequence(), appendMillis);
    }

    /** Forgets instances that were silent for {@link #KEPT} up to now, in append time. */
    void expire(long nowMillis) {
        Map.copyOf(instances).forEach((name, instance) -> {
            if (instance.isForgottenAt(nowMillis)) {
                forget(name, instance);
            }
        });
    }

    private void forget(String name, SeenInstance instance) {
        instances.remove(name);
        long removed = -1;
        LongIterator sequences = instance.sequences();
        while (sequences.hasNext()) {
            long page = SequencePage.pageOf(sequences.next());
            if (page != removed) {
                store.remove(new SequencePageKey(name, page));
                removed = page;
            }
        }
        store.remove(new InstanceKey(name));
    }

    private SeenInstance instance(String name) {
        SeenInstance known = instances.get(name);
        if (known == null) {
            known = new SeenInstance(store, name);
            instances.put(name, known);
        }
        return known;
    }
}
