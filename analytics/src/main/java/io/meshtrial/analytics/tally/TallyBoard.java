package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.tally.Row.Instance;
import io.meshtrial.analytics.tally.Row.Partition;
import io.meshtrial.analytics.tally.TallyKey.InstanceKey;
import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.PartitionKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKey;
import io.meshtrial.analytics.tally.TallyKey.SequencePageKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The partial tallies of all partitions, merged: what every reader of results reads. Safe for concurrent use. */
public final class TallyBoard implements CompactedTopicReader.Sink {

    private final Map<Integer, Map<TallyKey, Row>> partials = new HashMap<>();
    private final Map<Reported, TallyBook> books = new HashMap<>();
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private final Map<PartOfInstance, Instance> instances = new HashMap<>();
    private volatile long version;

    @Override
    public synchronized void reset() {
        partials.clear();
        books.clear();
        partitions.clear();
        instances.clear();
        version++;
    }

    @Override
    public synchronized void accept(int partition, byte[] keyBytes, byte @Nullable [] value) {
        TallyKey key = KeyCodec.decode(keyBytes);
        if (key instanceof SequencePageKey || key instanceof TallyKey.ForeignPageKey) {
            return;
        }
        Map<TallyKey, Row> rows = partials.computeIfAbsent(partition, none -> new HashMap<>());
        Row after = value == null ? null : RowCodec.decode(value);
        Row before = after == null ? rows.remove(key) : rows.put(key, after);
        if (after instanceof Partition counts) {
            partitions.put(partition, counts);
        } else if (key instanceof InstanceKey(String instance)) {
            PartOfInstance part = new PartOfInstance(partition, instance);
            if (after instanceof Instance seen) {
                instances.put(part, seen);
            } else {
                instances.remove(part);
            }
        }
        Reported reported = reported(key);
        if (reported != null) {
            books.computeIfAbsent(reported, none -> new TallyBook()).replace(partition, key, before, after);
        }
        version++;
    }

    /** Whose tallies a row belongs to; null for rows about the topic as a whole. */
    private static @Nullable Reported reported(TallyKey key) {
        return switch (key) {
            case MinuteKey(Cell cell, long minute) -> of(cell);
            case TallyKey.HourKey(Cell cell, long hour) -> of(cell);
            case SegmentKey segment -> of(segment.cell());
            case TallyKey.UserKey(UserCell cell) -> new Reported(cell.stratum().experiment(), cell.source());
            case TallyKey.SampleKey(EventSource source, String experiment) -> new Reported(experiment, source);
            case PartitionKey none -> null;
            case InstanceKey none -> null;
            case SequencePageKey none -> null;
            case TallyKey.UnitsKey none -> null;
            case TallyKey.ForeignPageKey none -> null;
        };
    }

    private static Reported of(Cell cell) {
        return new Reported(cell.stratum().experiment(), cell.source());
    }

    /** What that source reported of the experiment until now; none when it has reported nothing. */
    public synchronized ExperimentTallies of(String experiment, EventSource source) {
        TallyBook book = books.get(new Reported(experiment, source));
        return book == null ? ExperimentTallies.NONE : book.snapshot();
    }

    public synchronized Set<String> experiments() {
        return books.keySet().stream().map(Reported::experiment).collect(Collectors.toUnmodifiableSet());
    }

    public synchronized TopicCounts counts() {
        Partition seen = Partition.ZERO;
        for (Partition partition : partitions.values()) {
            seen = seen.plus(partition);
        }
        Map<String, Instance> merged = new HashMap<>();
        instances.forEach((key, part) -> merged.merge(key.instance(), part, TallyBoard::merge));
        long produced = merged.values().stream().mapToLong(i -> i.highest() + 1).sum();
        long distinct = merged.values().stream().mapToLong(Instance::distinct).sum();
        return new TopicCounts(seen, produced, distinct);
    }

    private static Instance merge(Instance a, Instance b) {
        return new Instance(
                a.distinct() + b.distinct(),
                Math.max(a.highest(), b.highest()),
                Math.max(a.lastAppendMillis(), b.lastAppendMillis()));
    }

    /** Changes whenever anything has changed. */
    public long version() {
        return version;
    }

    private record PartOfInstance(int partition, String instance) {}

    private record Reported(String experiment, EventSource source) {}
}
