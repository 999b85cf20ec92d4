package io.meshtrial.analytics.tally;

import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.RequestEvent;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Seeded traffic of an experiment with 30 % to v2, sent to a broker and counted on the way. */
public final class TestTraffic {

    /** Token of its routes. */
    public static final String TOKEN = "abcdefghijklmnopqrstuv";

    private TestTraffic() {}

    /** What was sent; only {@code control} and {@code treatment} belong to the comparison. */
    public record Sent(long control, long treatment, long controlErrors, long bots, long forged) {

        public long total() {
            return control + treatment;
        }
    }

    /** Sends events that began within the last ten minutes. */
    public static Sent send(String servers, String experiment, int count) {
        SplittableRandom random = new SplittableRandom(7);
        long control = 0;
        long treatment = 0;
        long errors = 0;
        long bots = 0;
        long forged = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                boolean fake = random.nextInt(200) == 0;
                RequestEvent event = TestEvents.random(random, 600_000).toBuilder()
                        .setExperiment(experiment)
                        .setDrawingRevision(1)
                        .setToken(fake ? "a token of somebody else" : TOKEN)
                        .setStartEpochMicros((System.currentTimeMillis() - random.nextInt(600_000)) * 1000)
                        .build();
                producer.send(EventRecords.record(new EventId("traffic-" + experiment, i), event));
                if (fake) {
                    forged++;
                } else if (event.getBot()) {
                    bots++;
                } else if (event.getVariant().equals("v1")) {
                    control++;
                    errors += event.getStatus() >= 500 ? 1 : 0;
                } else {
                    treatment++;
                }
            }
        }
        return new Sent(control, treatment, errors, bots, forged);
    }
}
