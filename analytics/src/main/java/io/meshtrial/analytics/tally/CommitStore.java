package io.meshtrial.analytics.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorContextUtils;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Rows on the heap, written to the store's changelog inside the task's transaction, before its offsets.
 *
 * <p>At a commit, Kafka Streams first flushes the caches of its own cached stores, then its producer, then sends the
 * offsets with the transaction. A plain store's {@code flush} runs after the commit, too late; punctuators lose what is
 * committed between them. So this class, and no other, implements the internal {@link CachedStateStore}: rows changed
 * since the last commit go out exactly once per commit, however often they changed. Held by
 * {@code TallyStreamCrashTest} on a real broker.
 */
final class CommitStore implements StateStore, CachedStateStore<byte[], byte[]> {

    /** Commits after which a row that did not change is kept as bytes only. */
    private static final int IDLE_COMMITS = 50;

    private final String name;
    private final Refusals refusals;
    private final Map<TallyKey, byte[]> written = new HashMap<>();
    private final Map<TallyKey, Slot<?>> live = new HashMap<>();
    private final List<Slot<?>> changed = new ArrayList<>();
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private @Nullable ChangeLog changeLog;
    private long timestamp;
    private int commits;
    private boolean open;

    CommitStore(String name, Refusals refusals) {
        this.name = name;
        this.refusals = refusals;
    }

    /**
     * The row of a key, to be changed before the next record.
     *
     * @param opener makes the live row from what was last written, or from null
     */
    <T extends LiveRow> T change(TallyKey key, Class<T> type, Function<@Nullable Row, T> opener) {
        return slot(key, type, opener).change();
    }

    /** The place of a row: saves looking it up for every record. */
    @SuppressWarnings("unchecked")
    <T extends LiveRow> Slot<T> slot(TallyKey key, Class<T> type, Function<@Nullable Row, T> opener) {
        Slot<?> slot = live.get(key);
        if (slot == null) {
            byte[] bytes = written.get(key);
            slot = new Slot<>(this, key, opener.apply(bytes == null ? null : RowCodec.decode(bytes)));
            live.put(key, slot);
        }
        if (!type.isInstance(slot.row())) {
            throw new IllegalStateException("the row of " + key + " is no " + type.getSimpleName());
        }
        return (Slot<T>) slot;
    }

    /** Keys of one kind. */
    <K extends TallyKey> List<K> keys(Class<K> kind) {
        Set<TallyKey> keys = new HashSet<>(written.keySet());
        keys.addAll(live.keySet());
        return keys.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** A row as it stands; null when there is none. */
    @Nullable
    Row row(TallyKey key) {
        Slot<?> slot = live.get(key);
        if (slot != null) {
            return slot.row().toRow();
        }
        byte[] bytes = written.get(key);
        return bytes == null ? null : RowCodec.decode(bytes);
    }

    void changed(Slot<?> slot) {
        changed.add(slot);
    }

    int commits() {
        return commits;
    }

    /** Visits every row that was restored; used once, before the first record. */
    void forEachRestored(BiConsumer<TallyKey, Row> visitor) {
        written.forEach((key, bytes) -> visitor.accept(key, RowCodec.decode(bytes)));
    }

    /** Forgets rows whose content their owner keeps in another form; nothing is written. */
    void releaseRestored(Class<? extends TallyKey> kind) {
        written.keySet().removeIf(kind::isInstance);
    }

    /** Has work done at every commit, before the rows go out; until the store is closed. */
    void beforeCommit(Runnable work) {
        beforeCommit.add(work);
    }

    /** Writes a row that its owner keeps in another form, in the running transaction. */
    void write(TallyKey key, Row row) {
        log(KeyCodec.encode(key), RowCodec.encode(row));
    }

    /** Removes a row here and, with a tombstone in the running transaction, from the topic. */
    void remove(TallyKey key) {
        Slot<?> slot = live.remove(key);
        if (slot != null) {
            slot.leave();
            if (slot.isChanged()) {
                changed.remove(slot);
            }
        }
        written.remove(key);
        log(KeyCodec.encode(key), null);
    }

    /** Append time of the records being processed; the timestamp of what is written for them. */
    void at(long appendMillis) {
        timestamp = Math.max(0, appendMillis);
    }

    @Override
    public void flushCache() {
        beforeCommit.forEach(Runnable::run);
        for (Slot<?> slot : changed) {
            byte[] bytes = RowCodec.encode(slot.row().toRow());
            if (slot.key().keptAsBytes()) {
                written.put(slot.key(), bytes);
            }
            slot.written();
            log(KeyCodec.encode(slot.key()), bytes);
        }
        changed.clear();
        commits++;
        if (commits % IDLE_COMMITS == 0) {
            live.values().removeIf(this::isIdle);
        }
    }

    private boolean isIdle(Slot<?> slot) {
        boolean idle = slot.lastCommit() < commits - IDLE_COMMITS;
        if (idle) {
            slot.leave();
        }
        return idle;
    }

    private void log(byte[] key, byte @Nullable [] value) {
        if (changeLog == null) {
            throw new IllegalStateException("store " + name + " is not initialised");
        }
        if (value != null && key.length + value.length > Refusals.MAX_ROW) {
            // Refused by Kafka, it would end the transaction, and the next one, and so on.
            refusals.row(name, key.length + value.length);
            return;
        }
        changeLog.append(key, value, timestamp);
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        InternalProcessorContext<?, ?> context = ProcessorContextUtils.asInternalProcessorContext(stateStoreContext);
        open((key, value, at) -> context.logChange(name, Bytes.wrap(key), value, at, Position.emptyPosition()));
        stateStoreContext.register(root, (RecordBatchingStateRestoreCallback) records -> {
            for (ConsumerRecord<byte[], byte[]> row : records) {
                restore(row.key(), row.value());
            }
        });
    }

    void open(ChangeLog log) {
        changeLog = log;
        open = true;
    }

    void restore(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            written.remove(KeyCodec.decode(key));
        } else {
            written.put(KeyCodec.decode(key), value);
        }
    }

    @Override
    public void clearCache() {
        live.values().forEach(Slot::leave);
        live.clear();
        changed.clear();
    }

    // A task that is revived after an abort opens the same store again: nothing of the aborted work may stay.
    @Override
    public void close() {
        clearCache();
        written.clear();
        beforeCommit.clear();
        open = false;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void flush() {
        // Nothing lies on a disk; the changelog is the only copy, and flushCache has written it.
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Where rows are written to. */
    interface ChangeLog {
        /** @param value null removes the row */
        void append(byte[] key, byte @Nullable [] value, long timestamp);
    }
}
