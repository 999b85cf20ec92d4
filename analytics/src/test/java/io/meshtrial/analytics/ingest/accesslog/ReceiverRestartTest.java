package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.RequestEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A receiver stops while a proxy is speaking, and another takes its place. */
@ExtendWith(KafkaBroker.class)
class ReceiverRestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST = 400;
    private static final int SECOND = 100;

    @Test
    void whatHadBeenReadIsInTheTopicOnceAndTheProxyIsToldToComeBack(BootstrapServers broker) throws Exception {
        new Topics(Map.of("bootstrap.servers", broker.value()), 4).ensure();
        String experiment = "restart-" + System.nanoTime();
        Receiving first = Receiving.start(producer(broker), 0, PATIENCE);
        int port = first.port();
        try (ProxyClient client = new ProxyClient(port)) {
            ProxyClient.Stream stream = client.open();
            for (int i = 0; i < FIRST; i++) {
                stream.send(Messages.numbered(experiment, i));
            }
            await().until(() -> first.counts().acknowledgedRecords() > 0);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(first.receiver()::close);
            assertThatThrownBy(stream.ended()::get)
                    .hasCauseInstanceOf(io.grpc.StatusRuntimeException.class)
                    .matches(e -> Status.fromThrowable(e).getCode() == Status.Code.UNAVAILABLE);
            stopped.get();
        }
        Receiving second = Receiving.start(producer(broker), port, PATIENCE);
        try (ProxyClient client = new ProxyClient(port)) {
            ProxyClient.Stream stream = client.open();
            for (int i = FIRST; i < FIRST + SECOND; i++) {
                stream.send(Messages.numbered(experiment, i));
            }
            stream.finish();
        } finally {
            second.receiver().close();
        }
        assertThat(Topic.events(broker.value(), experiment).stream().map(RequestEvent::getStartEpochMicros))
                .hasSize(Math.toIntExact(first.counts().messages()) + SECOND)
                .doesNotHaveDuplicates();
        assertThat(first.counts().givenUpRecords()).isZero();
    }

    private static KafkaProducer<byte[], byte[]> producer(BootstrapServers broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
