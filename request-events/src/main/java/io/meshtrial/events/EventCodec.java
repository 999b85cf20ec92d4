package io.meshtrial.events;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.DecodeResult.Malformed;
import io.meshtrial.events.DecodeResult.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to events and back.
 *
 * <p>Protobuf is the default; JSON is its proto3 JSON mapping, in which names may be {@code lowerCamelCase} or as in the
 * schema, 64-bit integers may be numbers or strings, and {@code unit} is base64. Unknown fields are skipped in both, so
 * that a newer producer does not stop an older reader.
 */
public final class EventCodec {

    /** Largest data of a record, in bytes; an event of ours is about 250. */
    public static final int MAX_BYTES = 16 * 1024;

    private static final JsonFormat.Parser JSON_PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer JSON_PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private EventCodec() {}

    /**
     * Reads and checks an event.
     *
     * @param contentType the record's {@code content-type} header; null (absent) means protobuf
     * @param data the record's value; null for a tombstone
     */
    public static DecodeResult decode(@Nullable String contentType, byte @Nullable [] data) {
        if (contentType == null) {
            return decode(ContentType.PROTOBUF, data);
        }
        return ContentType.of(contentType)
                .map(type -> decode(type, data))
                .orElseGet(() -> new Malformed(
                        Reason.UNKNOWN_CONTENT_TYPE,
                        "content-type is neither application/protobuf nor application/json"));
    }

    /** Reads and checks an event whose encoding is known. */
    public static DecodeResult decode(ContentType contentType, byte @Nullable [] data) {
        if (data == null || data.length == 0) {
            return new Malformed(Reason.EMPTY, "the record has no data");
        }
        if (data.length > MAX_BYTES) {
            return new Malformed(Reason.TOO_LARGE, data.length + " bytes, more than " + MAX_BYTES);
        }
        RequestEvent event;
        try {
            event = switch (contentType) {
                case PROTOBUF -> RequestEvent.parseFrom(data);
                case JSON -> parseJson(data);
            };
        } catch (InvalidProtocolBufferException e) {
            // The parser's message quotes the input, which is not ours to repeat.
            return new Malformed(Reason.UNREADABLE, "not a RequestEvent in " + contentType.mediaType());
        } catch (CharacterCodingException e) {
            return new Malformed(Reason.UNREADABLE, "the JSON is not UTF-8");
        }
        Malformed fault = EventBounds.fault(event);
        return fault == null ? new Decoded(event) : fault;
    }

    /** Data of a record in protobuf. */
    public static byte[] encode(RequestEvent event) {
        return event.toByteArray();
    }

    /** Data of a record in JSON, UTF-8. */
    public static byte[] encodeJson(RequestEvent event) {
        try {
            return JSON_PRINTER.print(event).getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("RequestEvent has no Any field, the only thing that cannot be printed", e);
        }
    }

    private static RequestEvent parseJson(byte[] data) throws InvalidProtocolBufferException, CharacterCodingException {
        CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data));
        RequestEvent.Builder event = RequestEvent.newBuilder();
        JSON_PARSER.merge(text.toString(), event);
        return event.build();
    }
}
