package io.meshtrial.benchmarks.events;

import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventTopics;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Kafka Streams itself: a processor that parses as the bare consumer does and keeps nothing, under the same guarantees. No
 * topology that parses so can be faster. {@code <servers> <application id> <state directory>}.
 */
final class ParsingInstance {

    /** Written so that no compiler finds the parsing useless. */
    static volatile long parsed;

    private ParsingInstance() {}

    public static void main(String[] arguments) throws InterruptedException {
        Topology topology = new Topology()
                .addSource(
                        "events", new ByteArrayDeserializer(), new ByteArrayDeserializer(), EventTopics.REQUEST_EVENTS)
                .addProcessor("parse", Parse::new, "events");
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(arguments[0], arguments[1], arguments[2]));
        try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
            streams.start();
            new CountDownLatch(1).await();
        }
    }

    private static final class Parse implements Processor<byte[], byte[], Void, Void> {

        private long events;

        @Override
        public void process(Record<byte[], byte[]> record) {
            events += EventCodec.decode("application/protobuf", record.value()) instanceof Decoded ? 1 : 0;
            parsed = events;
        }
    }
}
