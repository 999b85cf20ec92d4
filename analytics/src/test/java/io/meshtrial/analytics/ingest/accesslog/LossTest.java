package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.meshtrial.analytics.ingest.accesslog.LogClock.Tail;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LossTest {

    private static final long SECOND = 1_000_000;

    @Test
    void aHoleBetweenTwoStreamsCostsWhatTheFirstWouldHaveBroughtInIt() {
        LogClock clock = new LogClock();
        for (int i = 0; i < 101; i++) {
            clock.saw(Messages.entry("e", i * 10).getCommonProperties());
        }
        Tail tail = clock.tail();
        assertThat(tail.entries()).isEqualTo(101);
        assertThat(tail.spanMicros()).isEqualTo(SECOND);
        // One request every 10 ms: 2 s are 200 of them, the one that ends the hole was received.
        assertThat(tail.missingUntil(tail.lastEndMicros() + 2 * SECOND)).isEqualTo(199);
        assertThat(tail.missingUntil(tail.lastEndMicros() + 10_000)).isZero();
        assertThat(tail.missingUntil(tail.lastEndMicros() - SECOND)).isZero();
    }

    @Test
    void aStreamOfOneRequestTellsNoRate() {
        LogClock clock = new LogClock();
        clock.saw(Messages.entry("e", 0).getCommonProperties());
        assertThat(clock.tail().missingUntil(clock.tail().lastEndMicros() + 60 * SECOND))
                .isZero();
    }

    @Test
    void eachOfAProxysWorkersSucceedsOneBrokenStream() {
        Tails here = new Tails();
        here.tails.begins("a", 0);
        assertThat(here.lost()).isZero();
        here.tails.broke(here.tails.next(), "a", new Tail(101, SECOND, 5 * SECOND));
        here.tails.broke(here.tails.next(), "a", new Tail(11, SECOND, 5 * SECOND));
        here.tails.broke(here.tails.next(), "b", new Tail(2, SECOND, 5 * SECOND));
        here.tails.begins("a", 6 * SECOND);
        assertThat(here.lost()).isEqualTo(99);
        here.tails.begins("a", 6 * SECOND);
        assertThat(here.lost()).isEqualTo(99 + 9);
        here.tails.begins("a", 6 * SECOND);
        assertThat(here.lost()).isEqualTo(99 + 9);
        here.tails.begins("b", 8 * SECOND);
        assertThat(here.lost()).isEqualTo(99 + 9 + 2);
    }

    @Test
    void whatAnotherReceiverLeftBehindCountsOnceItIsSilent() {
        Tails here = new Tails();
        here.hears("other/0", new StreamTail("a", new Tail(101, SECOND, 5 * SECOND), false));
        here.tails.begins("a", 6 * SECOND);
        await().until(() -> here.lost() == 99);
        here.tails.begins("a", 7 * SECOND);
        assertThat(here.lost()).isEqualTo(99);
    }

    @Test
    void aStreamThatGoesOnAtAnotherReceiverIsNotSucceeded() {
        CountDownLatch silence = new CountDownLatch(1);
        Tails here = new Tails(silence);
        here.hears("other/0", new StreamTail("a", new Tail(101, SECOND, 5 * SECOND), false));
        here.tails.begins("a", 6 * SECOND);
        here.hears("other/0", new StreamTail("a", new Tail(201, 2 * SECOND, 6 * SECOND), false));
        silence.countDown();
        await().until(() -> here.looked.get() > 0);
        assertThat(here.lost()).isZero();
        assertThat(StreamTail.decode("2 some later form".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    /** Tails of one receiver, without Kafka: only what they tell each other by hand. */
    private static final class Tails {

        private final AtomicInteger looked = new AtomicInteger();
        private final AccessLogCounts counts = new AccessLogCounts();
        private final StreamTails tails;

        private Tails() {
            this(new CountDownLatch(0));
        }

        /** @param silence over when it is zero */
        private Tails(CountDownLatch silence) {
            Executor executor = task -> Thread.startVirtualThread(() -> {
                try {
                    silence.await();
                    task.run();
                    looked.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            MockProducer<byte[], byte[]> kafka =
                    new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            tails = new StreamTails(
                    new RecordWriter(kafka, executor, counts), counts, "here", executor, Duration.ofMillis(1));
        }

        private void hears(String stream, StreamTail tail) {
            tails.accept(0, stream.getBytes(StandardCharsets.UTF_8), tail.encode());
        }

        private long lost() {
            return counts.estimatedLostEntries();
        }
    }

    @Test
    void theProxiesOwnCountersAreAskedForAndSilenceIsShown() throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] statistics = """
            # TYPE envoy_access_logs_grpc_access_log_logs_dropped counter
            envoy_access_logs_grpc_access_log_logs_dropped{} 12
            # TYPE envoy_access_logs_grpc_access_log_logs_written counter
            envoy_access_logs_grpc_access_log_logs_written{} 1188
            envoy_access_logs_grpc_access_log_logs_written_other{} 5
            envoy_cluster_upstream_rq{cluster="a b"} 7
            """.getBytes(StandardCharsets.UTF_8);
        proxy.createContext("/stats/prometheus", exchange -> {
            exchange.sendResponseHeaders(200, statistics.length);
            exchange.getResponseBody().write(statistics);
            exchange.close();
        });
        proxy.start();
        URI address = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort() + "/stats/prometheus");
        try (ProxyStatistics asked =
                new ProxyStatistics(List.of(address, URI.create("http://127.0.0.1:1/")), Duration.ofMillis(50))) {
            assertThat(asked.latest()).isEqualTo(new ProxyCounters(0, 0, 0, 2));
            asked.start();
            await().until(() -> asked.latest().equals(new ProxyCounters(1188, 12, 1, 2)));
            assertThat(asked.latest().droppedShare()).isEqualTo(0.01);
            proxy.stop(0);
            await().until(() -> asked.latest().answering() == 0);
        }
    }
}
