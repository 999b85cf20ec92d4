package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.events.EventHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A proxy is held back while Kafka is away. Kafka's own {@link MockProducer} acknowledges when the test says so. */
class FlowControlTest {

    private static final String UNKNOWN = "definitions-unknown";

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback told) {
                    // What is noted of streams holds nobody back, and no test here waits for it.
                    return record.topic().equals(Topics.ACCESS_LOG_TAILS)
                            ? new CompletableFuture<>()
                            : super.send(record, told);
                }
            };
    private final CompletableFuture<Void> definitions = new CompletableFuture<>();
    private final Receiving receiving = Receiving.start(kafka, 0, Duration.ofMillis(200), definitions);
    private final ProxyClient client = new ProxyClient(receiving.port());

    @BeforeEach
    void know(TestInfo test) {
        if (!test.getTags().contains(UNKNOWN)) {
            definitions.complete(null);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        receiving.close();
    }

    @Test
    @Tag(UNKNOWN)
    void nothingIsAskedForBeforeTheDefinitionsAreKnown() {
        ProxyClient.Stream stream = client.open();
        stream.send(Messages.numbered("early", 0));
        stream.requests().onCompleted();
        await().until(() -> receiving.counts().openStreams() == 1);
        assertThat(receiving.counts().messages()).isZero();
        definitions.complete(null);
        await().until(() -> kafka.history().size() == 1);
        kafka.completeNext();
        stream.ended().join();
    }

    @Test
    void eachMessageIsAskedForOnlyWhenKafkaHasAcknowledgedAnother() {
        ProxyClient.Stream stream = client.open();
        for (int i = 0; i < 50; i++) {
            stream.send(Messages.numbered("flow", i));
        }
        stream.requests().onCompleted();
        for (int acknowledged = 0; acknowledged <= 50 - AccessLogStream.WINDOW; acknowledged++) {
            int expected = AccessLogStream.WINDOW + acknowledged;
            await().until(() -> kafka.history().size() == expected);
            assertThat(receiving.counts().messages()).isEqualTo(expected);
            kafka.completeNext();
        }
        for (int left = AccessLogStream.WINDOW - 1; left > 0; left--) {
            assertThat(stream.ended()).isNotDone();
            assertThat(kafka.completeNext()).isTrue();
        }
        stream.ended().join();
        assertThat(receiving.counts().acknowledgedRecords()).isEqualTo(50);
    }

    @Test
    void whatIsInMemoryStaysBoundedHoweverMuchAProxyHasToSay() {
        AtomicInteger sent = new AtomicInteger();
        StreamAccessLogsMessage message = Messages.ofBytes("flood", 16 * 1024);
        ProxyClient.Stream stream = client.open();
        await().until(() -> {
            while (stream.requests().isReady()) {
                stream.send(message);
                sent.incrementAndGet();
            }
            return receiving.counts().messages() == AccessLogStream.WINDOW;
        });
        assertThat(receiving.counts().messages()).isEqualTo(AccessLogStream.WINDOW);
        assertThat(sent.get() * 16L * 1024).isLessThan(2L * 1024 * 1024);
    }

    @Test
    void aRecordThatKafkaDidNotTakeIsSentAgainUnderTheSameId() {
        ProxyClient.Stream stream = client.open();
        stream.send(Messages.numbered("again", 0));
        stream.requests().onCompleted();
        await().until(() -> kafka.history().size() == 1);
        kafka.errorNext(new TimeoutException("no answer within 30 s"));
        await().until(() -> kafka.history().size() == 2);
        assertThat(stream.ended()).isNotDone();
        kafka.completeNext();
        stream.ended().join();
        assertThat(id(kafka.history().get(0))).isEqualTo(id(kafka.history().get(1)));
        assertThat(receiving.counts().acknowledgedRecords()).isEqualTo(1);
    }

    @Test
    void whatKafkaDoesNotTakeBeforeAStopIsGivenUpAndCounted() {
        ProxyClient.Stream stream = client.open();
        stream.send(Messages.numbered("lost", 0));
        await().until(() -> kafka.history().size() == 1);
        receiving.closeWithoutWaiting();
        kafka.errorNext(new TimeoutException("no answer within 30 s"));
        await().until(() -> receiving.counts().givenUpRecords() == 1);
    }

    private static byte[] id(ProducerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(EventHeaders.ID).value();
    }
}
