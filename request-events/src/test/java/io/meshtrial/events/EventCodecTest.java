package io.meshtrial.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.DecodeResult.Malformed;
import io.meshtrial.events.DecodeResult.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final RequestEvent EVENT = ExampleEvents.complete();

    @Test
    void anEventSurvivesProtobuf() {
        assertThat(EventCodec.decode("application/protobuf", EventCodec.encode(EVENT)))
                .isEqualTo(new Decoded(EVENT));
    }

    @Test
    void anEventSurvivesJson() {
        assertThat(EventCodec.decode("application/json; charset=utf-8", EventCodec.encodeJson(EVENT)))
                .isEqualTo(new Decoded(EVENT));
    }

    @Test
    void withoutContentTypeTheDataAreProtobuf() {
        assertThat(EventCodec.decode((String) null, EventCodec.encode(EVENT))).isEqualTo(new Decoded(EVENT));
    }

    @Test
    void jsonFromAnotherLanguageMayUsePlainNumbersAndNamesOfEitherStyle() {
        String json = """
                {"experiment": "search", "start_epoch_micros": 1764000000000000, "servedVersion": "v2", "status": 200,
                 "durationMicros": 1250, "unit": "AAECAwQFBgcICQoLDA0ODw==", "values": {"results": 3}, "newer": [1]}
                """;

        DecodeResult result = EventCodec.decode("application/json", json.getBytes(StandardCharsets.UTF_8));

        assertThat(result).isInstanceOfSatisfying(Decoded.class, decoded -> {
            assertThat(decoded.event().getDurationMicros()).isEqualTo(1250);
            assertThat(decoded.event().getUnit().byteAt(15)).isEqualTo((byte) 15);
            assertThat(decoded.event().getValuesMap()).containsEntry("results", 3.0);
        });
    }

    @Test
    void anUnknownProtobufFieldIsSkipped() {
        byte[] newer = EVENT.toByteString()
                .concat(ByteString.copyFrom(new byte[] {(byte) 0xA2, 0x06, 0x01, 'x'}))
                .toByteArray();

        assertThat(EventCodec.decode("application/protobuf", newer)).isInstanceOf(Decoded.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "", "application/jsonx", "application/avro"})
    void anUnknownContentTypeIsSaid(String contentType) {
        assertReason(EventCodec.decode(contentType, EventCodec.encode(EVENT)), Reason.UNKNOWN_CONTENT_TYPE);
    }

    @Test
    void noDataAndTooMuchDataAreSaid() {
        assertReason(EventCodec.decode(ContentType.PROTOBUF, null), Reason.EMPTY);
        assertReason(EventCodec.decode(ContentType.JSON, new byte[0]), Reason.EMPTY);
        assertReason(EventCodec.decode(ContentType.PROTOBUF, new byte[EventCodec.MAX_BYTES + 1]), Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"x\"", "{\"status\": \"many\"}", "{\"unit\": 1}", "{\"unit\": \"*\"}"})
    void unreadableJsonIsSaidWithoutRepeatingIt(String json) {
        DecodeResult result = EventCodec.decode("application/json", json.getBytes(StandardCharsets.UTF_8));

        assertReason(result, Reason.UNREADABLE);
    }

    @Test
    void deeplyNestedJsonAndBadUtf8AreUnreadable() {
        byte[] deep = ("{\"x\":" + "[".repeat(8000) + "]".repeat(8000) + "}").getBytes(StandardCharsets.UTF_8);

        assertReason(EventCodec.decode(ContentType.JSON, deep), Reason.UNREADABLE);
        assertReason(EventCodec.decode(ContentType.JSON, new byte[] {'"', (byte) 0xC3, '"'}), Reason.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomBytesNeverThrow(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = i % 2 == 0 ? new byte[1 + random.nextInt(200)] : EventCodec.encode(EVENT);
            if (i % 2 == 0) {
                random.nextBytes(noise);
            } else {
                noise[random.nextInt(noise.length)] = (byte) random.nextInt();
            }
            assertThat(EventCodec.decode(ContentType.PROTOBUF, noise)).isNotNull();
            assertThat(EventCodec.decode(ContentType.JSON, noise)).isNotNull();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aFieldOutOfItsBoundsIsNamed(String detail, Reason reason, UnaryOperator<RequestEvent.Builder> change) {
        RequestEvent event = change.apply(EVENT.toBuilder()).build();

        DecodeResult result = EventCodec.decode(ContentType.PROTOBUF, EventCodec.encode(event));

        assertThat(result).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.reason()).isEqualTo(reason);
            assertThat(malformed.detail()).contains(detail);
        });
    }

    static Stream<Arguments> aFieldOutOfItsBoundsIsNamed() {
        return Stream.of(
                bad("experiment", Reason.MISSING_FIELD, RequestEvent.Builder::clearExperiment),
                bad("unit", Reason.MISSING_FIELD, RequestEvent.Builder::clearUnit),
                bad("start_epoch_micros", Reason.MISSING_FIELD, RequestEvent.Builder::clearStartEpochMicros),
                bad("experiment is", Reason.OUT_OF_BOUNDS, e -> e.setExperiment("Search")),
                bad("experiment is", Reason.OUT_OF_BOUNDS, e -> e.setExperiment("a".repeat(41))),
                bad("unit is", Reason.OUT_OF_BOUNDS, e -> e.setUnit(ByteString.copyFromUtf8("short"))),
                bad("revision", Reason.OUT_OF_BOUNDS, e -> e.setRevision(-1)),
                bad("rule", Reason.OUT_OF_BOUNDS, e -> e.setRule(-1)),
                bad("drawing_revision", Reason.OUT_OF_BOUNDS, e -> e.setDrawingRevision(-1)),
                bad("origin", Reason.OUT_OF_BOUNDS, e -> e.setOrigin(-1)),
                bad("duration_micros", Reason.OUT_OF_BOUNDS, e -> e.setDurationMicros(-1)),
                bad("status", Reason.OUT_OF_BOUNDS, e -> e.setStatus(99)),
                bad("status", Reason.OUT_OF_BOUNDS, e -> e.setStatus(600)),
                bad("variant", Reason.OUT_OF_BOUNDS, e -> e.setVariant("v".repeat(64))),
                bad("served_version", Reason.OUT_OF_BOUNDS, e -> e.setServedVersion("v".repeat(64))),
                bad("route", Reason.OUT_OF_BOUNDS, e -> e.setRoute("/".repeat(513))),
                bad("method", Reason.OUT_OF_BOUNDS, e -> e.setMethod("G".repeat(33))),
                bad("pod", Reason.OUT_OF_BOUNDS, e -> e.setPod("p".repeat(254))),
                bad("trace_id", Reason.OUT_OF_BOUNDS, e -> e.setTraceId("0".repeat(33))),
                bad("token", Reason.OUT_OF_BOUNDS, e -> e.setToken("t".repeat(65))),
                bad("value", Reason.OUT_OF_BOUNDS, e -> e.putValues("x", Double.NaN)),
                bad("value", Reason.OUT_OF_BOUNDS, e -> e.putValues("x", Double.NEGATIVE_INFINITY)),
                bad("value", Reason.OUT_OF_BOUNDS, e -> e.putValues("x", 1.1e12)),
                bad("name", Reason.OUT_OF_BOUNDS, e -> e.putValues("", 1)),
                bad("16 values", Reason.OUT_OF_BOUNDS, e -> {
                    IntStream.range(0, 17).forEach(i -> e.putValues("n" + i, i));
                    return e;
                }));
    }

    private static Arguments bad(String detail, Reason reason, UnaryOperator<RequestEvent.Builder> change) {
        return arguments(detail, reason, change);
    }

    private static void assertReason(DecodeResult result, Reason reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo(reason));
    }
}
