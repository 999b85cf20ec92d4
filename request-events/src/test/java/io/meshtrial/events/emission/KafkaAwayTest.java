package io.meshtrial.events.emission;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.emission.EventCounts.Drop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Kafka away, or accepting and never answering: requests go on, and every event is accounted for. */
class KafkaAwayTest {

    private static final int CAPACITY = 100;
    private static final int EVENTS = 5_000;
    private static final RequestEvent EVENT = RequestEvent.newBuilder()
            .setExperiment("search")
            .setUnit(ByteString.copyFrom(new byte[16]))
            .setStartEpochMicros(1)
            .build();

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertEverythingIsDroppedAndCounted(port);
    }

    @Test
    void somebodyListensAndNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertEverythingIsDroppedAndCounted(silent.getLocalPort());
        }
    }

    @Test
    void anEventAfterTheStopIsDroppedAndCounted() {
        EventEmitter emitter = new EventEmitter("i", CAPACITY);
        emitter.close();

        emitter.emit(EVENT);

        assertThat(emitter.counts().dropped(Drop.SHUTDOWN)).isEqualTo(1);
        assertThat(emitter.waiting()).isZero();
    }

    private static void assertEverythingIsDroppedAndCounted(int port) {
        EventProperties properties = new EventProperties(
                true,
                "s",
                "v",
                "p",
                "i",
                "salt",
                CAPACITY,
                10,
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofMillis(100),
                "-shadow");
        EventEmitter emitter = new EventEmitter("i", CAPACITY);
        EventSender sender = new EventSender(
                emitter,
                EventProducers.from(
                        new DefaultKafkaProducerFactory<>(Map.of("bootstrap.servers", "127.0.0.1:" + port)),
                        properties),
                new BackOff(properties.maxBackOff(), new Random(1)),
                properties.maxInFlight(),
                properties.shutdownTimeout());
        EmissionLifecycle lifecycle = new EmissionLifecycle(emitter, sender, properties.shutdownTimeout());
        lifecycle.start();

        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < EVENTS; i++) {
                requests.execute(() -> emitter.emit(EVENT));
            }
        }
        // All requests are done by now, and not one event could be sent.
        assertThat(emitter.counts().produced()).isEqualTo(EVENTS);
        assertThat(emitter.counts().dropped(Drop.QUEUE_FULL)).isPositive();
        lifecycle.stop();

        EventCounts counts = emitter.counts();
        assertThat(counts.sent()).isZero();
        assertThat(counts.dropped()).isEqualTo(EVENTS);
        assertThat(lifecycle.isRunning()).isFalse();
    }
}
