package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.grpc.Status;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.RequestEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A receiver stops while a proxy speaks without a pause, and another takes its place: whatever the proxy had handed over is
 * in the topic once, or counted as lost. The proxy logs a request every ten milliseconds of its own clock, so that the
 * estimate of what lies in the hole between its streams is a count.
 */
@ExtendWith(KafkaBroker.class)
class ReceiverRestartTest {

    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BETWEEN_NANOS = 500_000;
    private static final int EVERY_MILLIS = 10;
    /** A rate is told by a second of the proxy's clock or more. */
    private static final int ENOUGH = 150;

    private static final int SECOND = 100;

    private final String experiment = "restart-" + System.nanoTime();
    private final String broker;

    ReceiverRestartTest(BootstrapServers broker) {
        this.broker = broker.value();
    }

    @BeforeEach
    void topics() throws InterruptedException {
        new Topics(Map.of("bootstrap.servers", broker), 4).ensure();
    }

    @Test
    void stoppedUnderSteadyTrafficItStoresWhatItWasHandedAndTheRestIsCountedByItsSuccessor() throws Exception {
        Receiving first = Receiving.start(broker, 0, DRAIN);
        int sent = sendUntilTurnedAway(first.port(), () -> {
            await().until(() -> first.counts().acknowledgedRecords() > ENOUGH);
            first.receiver().close();
        });
        assertThat(first.counts().givenUpRecords()).isZero();
        assertThat(stored()).hasSize(Math.toIntExact(first.counts().messages()));

        long lost = lostBySuccessor(sent, 0);

        assertThat(stored()).doesNotHaveDuplicates();
        assertThat(stored().size() + lost).isEqualTo((long) sent + SECOND);
    }

    @Test
    void killedItsSuccessorCountsWhatItHadNotStored() throws Exception {
        Process first = ReceiverProcess.start(broker);
        int sent = sendUntilTurnedAway(ReceiverProcess.port(first), () -> {
            await().atMost(PATIENCE).until(() -> stored().size() > ENOUGH);
            first.destroyForcibly().waitFor();
        });

        long lost = lostBySuccessor(sent, sent - stored().size());

        assertThat(stored()).doesNotHaveDuplicates();
        // What Kafka took of the last few messages before the receiver could note it is counted both ways.
        assertThat(stored().size() + lost)
                .isBetween((long) sent + SECOND, (long) sent + SECOND + 3L * AccessLogStream.WINDOW);
    }

    /** What a stop does while the proxy speaks. */
    private interface Stop {
        void run() throws Exception;
    }

    /** Speaks without a pause until the stream has ended; how much was handed over to the connection by then. */
    private int sendUntilTurnedAway(int port, Stop stop) throws Exception {
        int sent = 0;
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        try (ProxyClient client = new ProxyClient(port)) {
            ProxyClient.Stream stream = client.open();
            Thread.startVirtualThread(() -> {
                try {
                    stop.run();
                    stopped.complete(true);
                } catch (Exception e) {
                    stopped.completeExceptionally(e);
                }
            });
            while (!stream.ended().isDone() && !stopped.isCompletedExceptionally()) {
                if (stream.requests().isReady()) {
                    stream.send(message(sent++));
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
            assertThat(stopped.get()).isTrue();
            assertThat(Status.fromThrowable(stream.ended().exceptionNow()).getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE);
        }
        return sent;
    }

    /** The proxy goes on where it was; what the next receiver finds missing. */
    private long lostBySuccessor(int sent, int atLeast) {
        try (Receiving second = Receiving.start(broker, 0, DRAIN);
                ProxyClient client = new ProxyClient(second.port())) {
            ProxyClient.Stream stream = client.open();
            for (int i = sent; i < sent + SECOND; i++) {
                stream.send(message(i));
            }
            stream.finish();
            await().atMost(PATIENCE).until(() -> second.counts().estimatedLostEntries() >= atLeast);
            return second.counts().estimatedLostEntries();
        }
    }

    private StreamAccessLogsMessage message(int number) {
        StreamAccessLogsMessage.Builder message = Messages.numbered(experiment, number * EVERY_MILLIS).toBuilder();
        message.getIdentifierBuilder().getNodeBuilder().setId("router~10.0.0.1~" + experiment + "~cluster.local");
        return message.build();
    }

    private List<Long> stored() {
        return Topic.events(broker, experiment).stream()
                .map(RequestEvent::getStartEpochMicros)
                .toList();
    }
}
