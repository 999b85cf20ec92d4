package io.meshtrial.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A real server that behaves well or badly. */
class UpstreamTest {

    private static final String ANSWER = """
            {"count": 1, "entries": [{"API": "Upstream", "Description": "d", "HTTPS": true, "Extra": 1, "Cors": null}]}
            """;

    private final CountDownLatch forever = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/good", exchange -> answer(exchange, 200, ANSWER));
        server.createContext("/error", exchange -> answer(exchange, 500, ANSWER));
        server.createContext("/garbage", exchange -> answer(exchange, 200, "<html>gone</html>"));
        server.createContext("/empty", exchange -> answer(exchange, 200, "{\"count\":0,\"entries\":null}"));
        server.createContext("/nameless", exchange -> answer(exchange, 200, "{\"entries\":[{\"API\":null},null]}"));
        server.createContext("/huge", exchange -> answer(exchange, 200, ANSWER + " ".repeat(100_000)));
        server.createContext("/silent", exchange -> hang());
        server.createContext("/slow-body", this::beginAndHang);
        server.start();
    }

    @AfterEach
    void stop() {
        forever.countDown();
        server.stop(0);
    }

    @Test
    void theUpstreamsEntriesServeOnceItHasAnswered() {
        CatalogSource source = source("/good", Duration.ofHours(1));

        Awaitility.await().until(() -> source.current().origin() == Catalog.Origin.UPSTREAM);

        assertThat(source.current().entries()).containsExactly(new Entry("Upstream", "d", "", true, "", "", ""));
        assertThat(asked).hasValue(1);
    }

    @Test
    void anAnswerIsAskedForAgainAfterItsLifetime() {
        CatalogSource source = source("/good", Duration.ofMillis(1));

        Awaitility.await().until(() -> {
            source.current();
            return asked.get() >= 3;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/garbage", "/empty", "/nameless", "/huge", "/silent", "/slow-body"})
    void localEntriesServeWhileItFails(String path) {
        CatalogSource source = source(path, Duration.ofMillis(1));

        Awaitility.await().until(() -> {
            assertThat(source.current().origin()).isEqualTo(Catalog.Origin.LOCAL);
            return asked.get() >= 2;
        });
    }

    private CatalogSource source(String path, Duration ttl) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        CatalogReader reader = new CatalogReader();
        return new SourceConfiguration()
                .catalogSource(
                        new LocalCatalog(reader),
                        reader,
                        new UpstreamProperties(url, ttl, Duration.ofMillis(300), DataSize.ofKilobytes(50)),
                        Clock.systemUTC());
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        asked.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void beginAndHang(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        hang();
    }

    private void hang() {
        asked.incrementAndGet();
        try {
            forever.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
