package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.Row.Instance;
import io.meshtrial.analytics.tally.Row.Page;
import io.meshtrial.analytics.tally.TallyKey.InstanceKey;
import io.meshtrial.analytics.tally.TallyKey.SequencePageKey;
import io.meshtrial.events.EventId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Finds duplicates exactly: one compressed bitmap for each producer instance, in one partition. An instance that has
 * been silent for {@link #KEPT} of append time is forgotten.
 */
final class SeenSequences {

    /** How long numbers are kept after the last event of their instance. */
    static final Duration KEPT = Duration.ofHours(24);

    private final CommitStore store;
    private final Map<String, Roaring64Bitmap> seen = new HashMap<>();
    private final Map<String, Long> lastAppend = new HashMap<>();

    /** Takes over what the store restored. */
    SeenSequences(CommitStore store) {
        this.store = store;
        store.forEachRestored((key, row) -> {
            if (key instanceof SequencePageKey(String instance, long page) && row instanceof Page words) {
                SequencePage.forEach(page, words, bitmap(instance)::addLong);
            } else if (key instanceof InstanceKey(String instance) && row instanceof Instance last) {
                lastAppend.put(instance, last.lastAppendMillis());
            }
        });
        store.releaseRestored(SequencePageKey.class);
    }

    /** Notes an event; false when it was seen before. */
    boolean add(EventId id, long appendMillis) {
        Roaring64Bitmap bitmap = bitmap(id.instance());
        if (bitmap.contains(id.sequence())) {
            return false;
        }
        bitmap.addLong(id.sequence());
        lastAppend.put(id.instance(), appendMillis);
        long page = SequencePage.pageOf(id.sequence());
        store.change(new SequencePageKey(id.instance(), page), SequencePage.class, none -> page(bitmap, page))
                .add(id.sequence());
        store.change(new InstanceKey(id.instance()), InstanceCount.class, InstanceCount::new)
                .add(id.sequence(), appendMillis);
        return true;
    }

    /** Forgets instances that were silent for {@link #KEPT} up to now, in append time. */
    void expire(long nowMillis) {
        Iterator<Map.Entry<String, Long>> entries = lastAppend.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Long> entry = entries.next();
            if (entry.getValue() < nowMillis - KEPT.toMillis()) {
                forget(entry.getKey());
                entries.remove();
            }
        }
    }

    private void forget(String instance) {
        Roaring64Bitmap bitmap = seen.remove(instance);
        long removed = -1;
        LongIterator sequences = bitmap == null ? new Roaring64Bitmap().getLongIterator() : bitmap.getLongIterator();
        while (sequences.hasNext()) {
            long page = SequencePage.pageOf(sequences.next());
            if (page != removed) {
                store.remove(new SequencePageKey(instance, page));
                removed = page;
            }
        }
        store.remove(new InstanceKey(instance));
    }

    private Roaring64Bitmap bitmap(String instance) {
        return seen.computeIfAbsent(instance, name -> new Roaring64Bitmap());
    }

    private static SequencePage page(Roaring64Bitmap bitmap, long page) {
        SequencePage words = new SequencePage();
        LongIterator sequences = bitmap.getLongIteratorFrom(page * SequencePage.SIZE);
        while (sequences.hasNext()) {
            long sequence = sequences.next();
            if (SequencePage.pageOf(sequence) != page) {
                break;
            }
            words.add(sequence);
        }
        return words;
    }

    private static final class InstanceCount implements LiveRow {

        private long distinct;
        private long highest = -1;
        private long lastAppendMillis;

        private InstanceCount(@Nullable Row start) {
            if (start instanceof Instance(long count, long top, long last)) {
                distinct = count;
                highest = top;
                lastAppendMillis = last;
            }
        }

        private void add(long sequence, long appendMillis) {
            distinct++;
            highest = Math.max(highest, sequence);
            lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
        }

        @Override
        public Row toRow() {
            return new Instance(distinct, highest, lastAppendMillis);
        }
    }
}
