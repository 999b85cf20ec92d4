package io.meshtrial.benchmarks.events;

import com.google.protobuf.ByteString;
import io.meshtrial.events.EventHeaders;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic full of seeded events, as catalogues emit them. */
final class RecordedTraffic {

    static final int PARTITIONS = 4;
    private static final int PER_INSTANCE = 1_000_000;
    private static final HexFormat DIGITS = HexFormat.of();

    private RecordedTraffic() {}

    /**
     * Makes the topics of events and dead letters anew and fills the former.
     *
     * @param users how many, each drawn once; 0 draws every request and numbers no event, so that nothing but minutes
     *     and segments is tallied
     */
    static void record(String servers, int events, int users) throws InterruptedException, ExecutionException {
        makeTopics(servers);
        SplittableRandom random = new SplittableRandom(12);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", servers,
                        "linger.ms", "20",
                        "batch.size", "131072",
                        "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                ProducerRecord<byte[], byte[]> record = EventRecords.record(
                        new EventId("pod-" + i / PER_INSTANCE, i % PER_INSTANCE), event(random, users));
                if (users == 0) {
                    record.headers().remove(EventHeaders.ID);
                }
                producer.send(record);
            }
        }
    }

    private static RequestEvent event(SplittableRandom random, int users) {
        long unit = users == 0 ? random.nextLong() : random.nextInt(users);
        boolean treated = users == 0 ? random.nextInt(10) < 3 : unit % 10 < 3;
        String version = treated ? "v2" : "v1";
        return RequestEvent.newBuilder()
                .setExperiment(BenchmarkExperiment.ID)
                .setRule(1)
                .setDrawingRevision(1)
                .setCurrentDrawingRevision(1)
                .setVariant(version)
                .setServedVersion(version)
                .setStatus(random.nextInt(100) == 0 ? 503 : 200)
                .setCompletion(Completion.ANSWERED)
                .setDurationMicros((long) Math.exp(random.nextDouble(6, 13)))
                .setStartEpochMicros(System.currentTimeMillis() * 1000)
                .setUnitKind(users == 0 ? UnitKind.REQUEST : UnitKind.USER)
                .setUnit(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(unit * 0x9E3779B97F4A7C15L)
                        .putLong(unit)
                        .array()))
                .setBrowser(Browser.forNumber(1 + random.nextInt(6)))
                .setSource(Source.APPLICATION)
                .setRoute(random.nextBoolean() ? "/" : "/{name}")
                .setMethod("GET")
                .setService("catalog")
                .setDestination("catalog")
                .setPod("catalog-7d9c5b9f4-x2x7k")
                .setTraceId(DIGITS.toHexDigits(random.nextLong()) + DIGITS.toHexDigits(random.nextLong()))
                .setToken(BenchmarkExperiment.TOKEN)
                .putValues("results", random.nextInt(20))
                .build();
    }

    static void makeTopics(String servers) throws InterruptedException, ExecutionException {
        List<String> names = List.of(EventTopics.REQUEST_EVENTS, EventTopics.DEAD_LETTERS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            try {
                admin.deleteTopics(names).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
            while (admin.listTopics().names().get().stream().anyMatch(names::contains)) {
                Thread.onSpinWait();
            }
            admin.createTopics(List.of(
                            new NewTopic(EventTopics.REQUEST_EVENTS, Optional.of(PARTITIONS), Optional.empty())
                                    .configs(Map.of("message.timestamp.type", "LogAppendTime")),
                            new NewTopic(EventTopics.DEAD_LETTERS, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }
}
