package io.meshtrial.localmesh.visitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VisitorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void what_was_sent_is_counted_exactly_and_a_pause_ends_it() throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger withCookie = new AtomicInteger();
        HttpServer shop = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        shop.createContext("/", exchange -> {
            arrived.incrementAndGet();
            if (exchange.getRequestHeaders().containsKey("Cookie")) {
                withCookie.incrementAndGet();
            }
            exchange.getResponseHeaders().add("Set-Cookie", "seen=1; Path=/");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 200 : 404, -1);
            exchange.close();
        });
        shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        shop.start();
        String target = "http://127.0.0.1:" + shop.getAddress().getPort();
        try (Visitors visitors = Visitors.start(new Visitors.Settings(0, target, 1, 200, false, System::nanoTime));
                HttpClient http = HttpClient.newHttpClient()) {
            URI control = URI.create("http://127.0.0.1:" + visitors.port() + "/visitors");
            await().atMost(PATIENCE).until(() -> withCookie.get() > 10);
            JsonNode state = put(http, control, "{\"paused\":true}", 200);
            assertThat(state.path("paused").asBoolean()).isTrue();
            await().atMost(PATIENCE)
                    .until(() -> get(http, control).path("inFlight").asInt() == 0);
            JsonNode after = get(http, control);
            assertThat(after.path("sent").asInt()).isEqualTo(arrived.get());
            assertThat(after.path("failed").asInt()).isZero();
            assertThat(after.path("answered").path("200").asInt()
                            + after.path("answered").path("404").asInt())
                    .isEqualTo(arrived.get());
            put(http, control, "{\"rate\":0}", 400);
            put(http, control, "{\"speed\":1}", 400);
            put(http, control, "[]", 400);
            put(http, control, "{", 400);
            assertThat(put(http, control, "{\"rate\":75}", 200).path("rate").asInt())
                    .isEqualTo(75);
        } finally {
            shop.stop(0);
        }
    }

    /** The clock is the test's: five requests for each tenth of a second at 50 a second, and no more after a long halt. */
    @Test
    void the_rate_is_a_bound() throws Exception {
        HttpServer shop = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        shop.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        shop.start();
        AtomicLong nanos = new AtomicLong();
        String target = "http://127.0.0.1:" + shop.getAddress().getPort();
        try (Visitors visitors = Visitors.start(new Visitors.Settings(0, target, 1, 50, false, nanos::get));
                HttpClient http = HttpClient.newHttpClient()) {
            URI control = URI.create("http://127.0.0.1:" + visitors.port() + "/visitors");
            for (int tenth = 1; tenth <= 10; tenth++) {
                nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(tenth == 10 ? 60_000 : 100));
                int sent = 5 * tenth;
                await().atMost(PATIENCE)
                        .until(() -> get(http, control).path("sent").asInt() >= sent);
                assertThat(get(http, control).path("sent").asInt()).isEqualTo(sent);
            }
        } finally {
            shop.stop(0);
        }
    }

    private static JsonNode get(HttpClient http, URI control) throws Exception {
        return JSON.readTree(http.send(HttpRequest.newBuilder(control).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static JsonNode put(HttpClient http, URI control, String body, int status) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(control)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
