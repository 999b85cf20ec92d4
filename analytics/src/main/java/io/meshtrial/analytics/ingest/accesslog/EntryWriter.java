package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.PassedOver;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Quarantined;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Request;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.RequestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Entries into records, numbered by one instance for all streams: proxies reconnect often, and an instance for every
 * stream would leave the tally a bitmap for each.
 */
final class EntryWriter {

    private final EntryReader reader;
    private final RecordWriter writer;
    private final AccessLogCounts counts;
    private final String instance;
    private final AtomicLong sequence = new AtomicLong();

    /** @param instance new at every start of the receiver, as a producer's */
    EntryWriter(EntryReader reader, RecordWriter writer, AccessLogCounts counts, String instance) {
        this.reader = reader;
        this.writer = writer;
        this.counts = counts;
        this.instance = instance;
    }

    /** Whether the writer gives up what Kafka has not taken. */
    boolean isClosed() {
        return writer.isClosed();
    }

    /** Completes when Kafka has acknowledged every event and dead letter of the message. */
    CompletableFuture<Void> write(LogMessage message, String pod, LogClock clock) {
        List<ProducerRecord<byte[], byte[]>> records =
                new ArrayList<>(message.entries().size());
        for (ByteString bytes : message.entries()) {
            try {
                HTTPAccessLogEntry entry = HTTPAccessLogEntry.parseFrom(bytes);
                clock.saw(entry.getCommonProperties());
                EntryReading reading = reader.read(entry, pod);
                counts.entry(reading);
                switch (reading) {
                    case Request(RequestEvent event, Cause cause) ->
                        records.add(EventRecords.record(new EventId(instance, sequence.getAndIncrement()), event));
                    case Quarantined quarantined -> records.add(QuarantinedEntry.record(quarantined, pod, entry));
                    case PassedOver none -> {}
                }
            } catch (InvalidProtocolBufferException e) {
                records.add(unreadable("an entry of " + bytes.size() + " bytes is no HTTPAccessLogEntry", pod));
            }
        }
        if (message.broken()) {
            records.add(unreadable("a message is cut short or no StreamAccessLogsMessage", pod));
        }
        return writer.write(records);
    }

    private ProducerRecord<byte[], byte[]> unreadable(String detail, String pod) {
        Quarantined quarantined = new Quarantined("UNREADABLE", detail);
        counts.entry(quarantined);
        return QuarantinedEntry.record(quarantined, pod, null);
    }
}
