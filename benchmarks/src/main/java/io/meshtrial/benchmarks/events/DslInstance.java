package io.meshtrial.benchmarks.events;

import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one would write first: the DSL, a window for each minute, JSON for what is sent on and for what is stored, the
 * default cache, the same guarantees. {@code <servers> <application id> <state directory>}.
 */
final class DslInstance {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the aggregation needs of an event. */
    record Outcome(String cell, long startMillis, boolean error, long micros, double results) {}

    /** Sums of a cell and minute. */
    record Sums(long requests, long errors, long micros, double squaredMicros, double results) {
        static Sums zero() {
            return new Sums(0, 0, 0, 0, 0);
        }

        Sums plus(Outcome outcome) {
            return new Sums(
                    requests + 1,
                    errors + (outcome.error ? 1 : 0),
                    micros + outcome.micros,
                    squaredMicros + (double) outcome.micros * outcome.micros,
                    results + outcome.results);
        }
    }

    private DslInstance() {}

    public static void main(String[] arguments) throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(EventTopics.REQUEST_EVENTS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .flatMapValues(data -> EventCodec.decode("application/protobuf", data) instanceof Decoded(var event)
                        ? java.util.List.of(outcome(event))
                        : java.util.List.<Outcome>of())
                .groupBy((key, outcome) -> outcome.cell(), Grouped.with(Serdes.String(), json(Outcome.class)))
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1)))
                .aggregate(
                        Sums::zero,
                        (cell, outcome, sums) -> sums.plus(outcome),
                        Materialized.<String, Sums, WindowStore<Bytes, byte[]>>as("minutes")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(json(Sums.class)));
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(arguments[0], arguments[1], arguments[2]));
        try (KafkaStreams streams = new KafkaStreams(builder.build(), settings)) {
            streams.start();
            new CountDownLatch(1).await();
        }
    }

    private static Outcome outcome(RequestEvent event) {
        return new Outcome(
                event.getExperiment() + "|" + event.getRule() + "|" + event.getVariant() + "|"
                        + event.getServedVersion(),
                event.getStartEpochMicros() / 1000,
                event.getStatus() >= 500,
                event.getDurationMicros(),
                event.getValuesOrDefault("results", 0));
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : JSON.writeValueAsBytes(value),
                (topic, bytes) -> bytes == null ? null : JSON.readValue(bytes, type));
    }
}
