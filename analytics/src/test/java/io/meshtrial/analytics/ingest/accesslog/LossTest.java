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
import java.util.OptionalLong;
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
        BrokenStreams broken = new BrokenStreams();
        assertThat(broken.succeededBy("a", 0)).isEqualTo(OptionalLong.empty());
        broken.add("a", new Tail(101, SECOND, 5 * SECOND));
        broken.add("a", new Tail(11, SECOND, 5 * SECOND));
        broken.add("b", new Tail(2, SECOND, 5 * SECOND));
        assertThat(broken.succeededBy("a", 6 * SECOND)).hasValue(99);
        assertThat(broken.succeededBy("a", 6 * SECOND)).hasValue(9);
        assertThat(broken.succeededBy("a", 6 * SECOND)).isEmpty();
        assertThat(broken.succeededBy("b", 8 * SECOND)).hasValue(2);
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
