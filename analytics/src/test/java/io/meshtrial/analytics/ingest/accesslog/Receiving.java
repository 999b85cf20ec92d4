package io.meshtrial.analytics.ingest.accesslog;

import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.events.UnitHash;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A running receiver without the rest of the application. */
record Receiving(AccessLogReceiver receiver, AccessLogCounts counts, RecordWriter records, StreamTails tails)
        implements AutoCloseable {

    /** @param port 0 for any free one */
    static Receiving start(Producer<byte[], byte[]> kafka, int port, Duration drainTimeout) {
        return start(kafka, port, drainTimeout, CompletableFuture.completedFuture(null));
    }

    /** @param ready when the definitions are known */
    static Receiving start(
            Producer<byte[], byte[]> kafka, int port, Duration drainTimeout, CompletableFuture<Void> ready) {
        return start(kafka, port, drainTimeout, tails -> ready);
    }

    /** As it runs in the application: what other receivers left behind is read before anything is asked for. */
    static Receiving start(String servers, int port, Duration drainTimeout) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        return start(producer, port, drainTimeout, tails -> {
            CompactedTopicReader reader = new CompactedTopicReader(
                    Topics.ACCESS_LOG_TAILS,
                    () -> new KafkaConsumer<>(
                            Map.of("bootstrap.servers", servers),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer()),
                    tails);
            reader.start();
            return CompletableFuture.runAsync(() -> await().until(reader::isCaughtUp));
        });
    }

    private static Receiving start(
            Producer<byte[], byte[]> kafka,
            int port,
            Duration drainTimeout,
            Function<StreamTails, CompletableFuture<Void>> ready) {
        AccessLogCounts counts = new AccessLogCounts();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        RecordWriter records = new RecordWriter(kafka, executor, counts);
        EntryReader reader = new EntryReader(
                new UnitHash("test"), new RouteTemplates(List.of("/{name}")), none -> Optional.empty(), () -> "fresh");
        String instance = "access-log-" + UUID.randomUUID();
        EntryWriter entries = new EntryWriter(reader, records, counts, instance);
        StreamTails tails = new StreamTails(records, counts, instance, executor, Duration.ofMillis(500));
        AccessLogSettings settings = new AccessLogSettings(
                port,
                InetAddress.getLoopbackAddress(),
                false,
                "test",
                List.of(),
                8,
                512 * 1024,
                drainTimeout,
                List.of(),
                Duration.ofSeconds(1));
        AccessLogReceiver receiver = new AccessLogReceiver(
                settings, new AccessLogService(entries, counts, tails, 8, ready.apply(tails)), records, executor);
        receiver.start();
        return new Receiving(receiver, counts, records, tails);
    }

    int port() {
        return receiver.port();
    }

    void closeWithoutWaiting() {
        records.close();
    }

    @Override
    public void close() {
        records.close();
        receiver.close();
    }
}
