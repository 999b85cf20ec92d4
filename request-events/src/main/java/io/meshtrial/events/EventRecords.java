package io.meshtrial.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Events as Kafka records: key, headers and data of the contract. */
public final class EventRecords {

    // Written into records, never changed.
    private static final byte[] SPEC_VERSION = EventHeaders.SPEC_VERSION_1_0.getBytes(UTF_8);
    private static final byte[] TYPE = EventHeaders.REQUEST_TYPE.getBytes(UTF_8);

    private EventRecords() {}

    /** The record of an event in protobuf, without partition and timestamp: the broker sets both. */
    public static ProducerRecord<byte[], byte[]> record(EventId id, RequestEvent event) {
        return record(id, event, ContentType.PROTOBUF);
    }

    public static ProducerRecord<byte[], byte[]> record(EventId id, RequestEvent event, ContentType contentType) {
        byte[] data = switch (contentType) {
            case PROTOBUF -> EventCodec.encode(event);
            case JSON -> EventCodec.encodeJson(event);
        };
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(EventTopics.REQUEST_EVENTS, event.getUnit().toByteArray(), data);
        Instant start = Instant.EPOCH.plus(event.getStartEpochMicros(), ChronoUnit.MICROS);
        Headers headers = record.headers();
        headers.add(EventHeaders.SPEC_VERSION, SPEC_VERSION);
        headers.add(EventHeaders.SOURCE, ("/meshtrial/" + event.getService() + "/" + event.getPod()).getBytes(UTF_8));
        headers.add(EventHeaders.TYPE, TYPE);
        headers.add(EventHeaders.TIME, start.toString().getBytes(UTF_8));
        // Kafka looks for a header from the last one back: those that every reader needs stand there.
        headers.add(EventHeaders.ID, id.toString().getBytes(UTF_8));
        headers.add(EventHeaders.CONTENT_TYPE, contentType.mediaType().getBytes(UTF_8));
        return record;
    }
}
