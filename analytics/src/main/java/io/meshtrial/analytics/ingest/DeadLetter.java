package io.meshtrial.analytics.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.events.DecodeResult.Malformed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that was no event, as it goes to the dead letters, with why and where from in its headers. It carries a bounded
 * part of the record: whole, a record as large as its topic takes would not fit into the other topic any more, and the
 * stream would come back to it for good.
 */
public final class DeadLetter {

    /** Kind of fault: a name of {@code DecodeResult.Reason}, or {@link #PRODUCER_TIMESTAMP}. */
    public static final String REASON = "meshtrial-reason";

    /** What exactly; never contains the record's own text. */
    public static final String DETAIL = "meshtrial-detail";

    /** Topic, partition and offset it was read from, {@code topic-partition@offset}. */
    public static final String ORIGIN = "meshtrial-origin";

    /** Bytes of the whole value; only on a letter that does not carry all of the record. */
    public static final String SIZE = "meshtrial-size";

    /** SHA-256 of the whole value in hexadecimal digits; only on a letter that does not carry all of the record. */
    public static final String DIGEST = "meshtrial-digest";

    /** The reason of a record that its producer stamped, not the broker. */
    public static final String PRODUCER_TIMESTAMP = "PRODUCER_TIMESTAMP";

    /** Bytes of a value that are carried at most: as many as an event may have. */
    public static final int MAX_VALUE = 16 * 1024;

    private static final int MAX_HEADERS = 4 * 1024;
    private static final int MAX_KEY = 1024;

    private DeadLetter() {}

    /** @param maxValue bytes of the value to carry at most */
    public static Record<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, Malformed malformed, int maxValue) {
        return of(record, malformed.reason().name(), malformed.detail(), maxValue);
    }

    /** A record whose timestamp is its producer's: nobody knows when it was appended. */
    public static Record<byte[], byte[]> ofProducersTimestamp(ConsumerRecord<byte[], byte[]> record, int maxValue) {
        return of(record, PRODUCER_TIMESTAMP, "the broker did not stamp the record when it was appended", maxValue);
    }

    private static Record<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String reason, String detail, int maxValue) {
        Headers headers = new RecordHeaders();
        byte[] key = cut(record.key(), MAX_KEY);
        byte[] value = cut(record.value(), maxValue);
        boolean whole = copy(record.headers(), headers) && key == record.key() && value == record.value();
        if (!whole) {
            byte[] all = record.value() == null ? new byte[0] : record.value();
            headers.add(SIZE, Integer.toString(all.length).getBytes(UTF_8));
            headers.add(DIGEST, digest(all).getBytes(UTF_8));
        }
        headers.add(REASON, reason.getBytes(UTF_8));
        headers.add(DETAIL, detail.getBytes(UTF_8));
        String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
        headers.add(ORIGIN, origin.getBytes(UTF_8));
        return new Record<>(key, value, Math.max(0, record.timestamp()), headers);
    }

    /** Copies headers in their order as long as there is room; false when some were left out. */
    private static boolean copy(Headers from, Headers to) {
        int left = MAX_HEADERS;
        for (Header header : from) {
            left -= header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (left < 0) {
                return false;
            }
            to.add(header);
        }
        return true;
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int max) {
        return bytes == null || bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
