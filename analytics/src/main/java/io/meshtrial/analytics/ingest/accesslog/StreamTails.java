package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.ingest.accesslog.LogClock.Tail;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far Kafka had each stream's entries, kept in a topic: a receiver that is killed says nothing any more, and what the
 * proxy had handed to it is told by the hole between its streams and their successors at whichever receiver. Safe for
 * concurrent use.
 */
final class StreamTails implements CompactedTopicReader.Sink {

    /** For how long a stream of another receiver that nobody ended must say nothing to be taken for broken. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    private static final int MAX_TAILS = 10_000;

    private final RecordWriter writer;
    private final AccessLogCounts counts;
    private final String instance;
    private final Executor executor;
    private final Duration silence;
    private final AtomicLong streams = new AtomicLong();
    private final Map<String, StreamTail> tails = new LinkedHashMap<>();

    /** @param instance new at every start */
    StreamTails(RecordWriter writer, AccessLogCounts counts, String instance, Executor executor, Duration silence) {
        this.writer = writer;
        this.counts = counts;
        this.instance = instance;
        this.executor = executor;
        this.silence = silence;
    }

    /** A name for a stream that opens here. */
    String next() {
        return instance + "/" + streams.getAndIncrement();
    }

    /** Runs after the tail's entries are acknowledged; not on the producer's own thread, which must not wait. */
    void whenDone(CompletableFuture<Void> acknowledged, Runnable then) {
        acknowledged.thenRunAsync(then, executor);
    }

    /** Kafka has all entries of a living stream up to there. */
    void moved(String stream, String proxy, Tail tail) {
        write(stream, new StreamTail(proxy, tail, false).encode());
    }

    /** A stream broke, or was turned away. */
    void broke(String stream, String proxy, Tail tail) {
        StreamTail broken = new StreamTail(proxy, tail, true);
        put(stream, broken);
        write(stream, broken.encode());
    }

    /** A stream ended as the proxy meant it: nothing is missing, and nobody succeeds it. */
    void completed(String stream) {
        write(stream, null);
    }

    /**
     * A proxy's stream begins: what is missing since the one that it succeeds is counted. A stream that broke comes first;
     * one that nobody ended counts once its receiver has proved silent.
     */
    void begins(String proxy, long firstEndMicros) {
        Optional<Map.Entry<String, StreamTail>> found = oldest(proxy);
        if (found.isEmpty()) {
            return;
        }
        String stream = found.get().getKey();
        StreamTail tail = found.get().getValue();
        if (tail.ended()) {
            count(stream, tail, firstEndMicros);
        } else {
            CompletableFuture.delayedExecutor(silence.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(() -> count(stream, tail, firstEndMicros));
        }
    }

    private synchronized Optional<Map.Entry<String, StreamTail>> oldest(String proxy) {
        Optional<Map.Entry<String, StreamTail>> found = tails.entrySet().stream()
                .filter(tail -> tail.getValue().proxy().equals(proxy))
                .min(Comparator.comparing((Map.Entry<String, StreamTail> tail) ->
                                !tail.getValue().ended())
                        .thenComparing(tail -> tail.getValue().tail().lastEndMicros()))
                .map(Map.Entry::copyOf);
        found.filter(tail -> tail.getValue().ended()).ifPresent(tail -> tails.remove(tail.getKey()));
        return found;
    }

    /** @param tail as it was when its successor began; another by now is of a stream that lives */
    private void count(String stream, StreamTail tail, long firstEndMicros) {
        synchronized (this) {
            if (!tail.ended() && !tails.remove(stream, tail)) {
                return;
            }
        }
        counts.estimatedLost(tail.tail().missingUntil(firstEndMicros));
        write(stream, null);
    }

    @Override
    public synchronized void reset() {
        tails.keySet().removeIf(stream -> !isOwn(stream));
    }

    @Override
    public void accept(int partition, byte[] key, byte @Nullable [] value) {
        String stream = new String(key, UTF_8);
        if (isOwn(stream)) {
            return;
        }
        Optional<StreamTail> tail = value == null ? Optional.empty() : StreamTail.decode(value);
        if (tail.isPresent()) {
            put(stream, tail.get());
        } else {
            synchronized (this) {
                tails.remove(stream);
            }
        }
    }

    private synchronized void put(String stream, StreamTail tail) {
        tails.remove(stream);
        if (tails.size() >= MAX_TAILS) {
            tails.remove(tails.keySet().iterator().next());
        }
        tails.put(stream, tail);
    }

    private boolean isOwn(String stream) {
        return stream.startsWith(instance + "/");
    }

    private void write(String stream, byte @Nullable [] value) {
        writer.note(new ProducerRecord<>(Topics.ACCESS_LOG_TAILS, stream.getBytes(UTF_8), value));
    }
}
