package io.meshtrial.analytics.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.events.DecodeResult.Malformed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A record that was no event, as it goes to the dead letters: unchanged, with why and where from in its headers. */
public final class DeadLetter {

    /** Kind of fault, a name of {@code DecodeResult.Reason}. */
    public static final String REASON = "meshtrial-reason";

    /** What exactly; never contains the record's own text. */
    public static final String DETAIL = "meshtrial-detail";

    /** Topic, partition and offset it was read from, {@code topic-partition@offset}. */
    public static final String ORIGIN = "meshtrial-origin";

    private DeadLetter() {}

    public static Record<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, Malformed malformed) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(REASON, malformed.reason().name().getBytes(UTF_8));
        headers.add(DETAIL, malformed.detail().getBytes(UTF_8));
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        headers.add(ORIGIN, origin.getBytes(UTF_8));
        return new Record<>(record.key(), record.value(), Math.max(0, record.timestamp()), headers);
    }
}
