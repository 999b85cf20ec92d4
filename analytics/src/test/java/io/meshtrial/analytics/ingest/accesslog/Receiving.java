package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.events.UnitHash;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.Producer;

/** A running receiver without the rest of the application. */
record Receiving(AccessLogReceiver receiver, AccessLogCounts counts, RecordWriter records) implements AutoCloseable {

    /** @param port 0 for any free one */
    static Receiving start(Producer<byte[], byte[]> kafka, int port, Duration drainTimeout) {
        return start(kafka, port, drainTimeout, CompletableFuture.completedFuture(null));
    }

    /** @param ready when the definitions are known */
    static Receiving start(
            Producer<byte[], byte[]> kafka, int port, Duration drainTimeout, CompletableFuture<Void> ready) {
        AccessLogCounts counts = new AccessLogCounts();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        RecordWriter records = new RecordWriter(kafka, executor, counts);
        EntryReader reader = new EntryReader(
                new UnitHash("test"), new RouteTemplates(List.of("/{name}")), none -> Optional.empty(), () -> "fresh");
        EntryWriter entries = new EntryWriter(reader, records, counts, "access-log-" + System.nanoTime());
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
        AccessLogReceiver receiver =
                new AccessLogReceiver(settings, new AccessLogService(entries, counts, 8, ready), records, executor);
        receiver.start();
        return new Receiving(receiver, counts, records);
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
