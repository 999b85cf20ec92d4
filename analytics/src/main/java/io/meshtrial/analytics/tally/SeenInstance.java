package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.InstanceKey;
import io.meshtrial.analytics.tally.TallyKey.SequencePageKey;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Which numbers of one producer instance a partition has seen. */
final class SeenInstance {

    private final CommitStore store;
    private final String name;
    private final Roaring64Bitmap seen = new Roaring64Bitmap();
    private long lastAppendMillis;
    private long page = -1;
    private @Nullable Slot<SequencePage> words;
    private @Nullable Slot<InstanceCount> count;

    SeenInstance(CommitStore store, String name) {
        this.store = store;
        this.name = name;
    }

    void restore(long sequence) {
        seen.addLong(sequence);
    }

    void restoreLastAppend(long millis) {
        lastAppendMillis = millis;
    }

    boolean isForgottenAt(long nowMillis) {
        return lastAppendMillis > 0 && lastAppendMillis < nowMillis - SeenSequences.KEPT.toMillis();
    }

    /** Notes a number; false when it was seen before. */
    boolean add(long sequence, long appendMillis) {
        if (seen.contains(sequence)) {
            return false;
        }
        words(SequencePage.pageOf(sequence)).change().add(sequence);
        seen.addLong(sequence);
        count().change().add(sequence, appendMillis);
        lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
        return true;
    }

    LongIterator sequences() {
        return seen.getLongIterator();
    }

    private Slot<SequencePage> words(long wanted) {
        Slot<SequencePage> slot = words;
        if (slot == null || page != wanted || !slot.isLive()) {
            slot = store.slot(new SequencePageKey(name, wanted), SequencePage.class, none -> open(wanted));
            words = slot;
            page = wanted;
        }
        return slot;
    }

    private Slot<InstanceCount> count() {
        Slot<InstanceCount> slot = count;
        if (slot == null || !slot.isLive()) {
            slot = store.slot(new InstanceKey(name), InstanceCount.class, InstanceCount::new);
            count = slot;
        }
        return slot;
    }

    private SequencePage open(long number) {
        SequencePage opened = new SequencePage();
        LongIterator sequences = seen.getLongIteratorFrom(number * SequencePage.SIZE);
        while (sequences.hasNext()) {
            long sequence = sequences.next();
            if (SequencePage.pageOf(sequence) != number) {
                break;
            }
            opened.add(sequence);
        }
        return opened;
    }
}
