package io.meshtrial.localmesh.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to bytes, time and failures on the way, with real upstreams over real HTTP. */
class EdgeProxyingTest extends EdgeFixture {

    @Test
    void requests_and_answers_pass_whole_without_the_headers_of_one_hop() throws Exception {
        apply(TO_ONE);
        String answer = mesh.raw("POST /a/../b%7Ec?q=%2F HTTP/1.1\r\nHost: shop.example:8080\r\nConnection: close\r\n"
                + "TE: trailers\r\nX-Request-Id: mine\r\nX-Envoy-Foo: 1\r\nX-Bytes: caf\u00e9\r\n"
                + "Content-Length: 5\r\n\r\nhello");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("x-served-by: one")
                .endsWith("one");
        Upstream.Seen seen = one.last();
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.target()).isEqualTo("/b~c?q=%2F");
        assertThat(seen.body()).isEqualTo("hello");
        assertThat(seen.header("host")).isEqualTo("shop.example:8080");
        assertThat(seen.header("x-bytes")).isEqualTo("caf\u00e9");
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("x-request-id")).isNotEqualTo("mine").hasSize(36);
        assertThat(seen.headers()).doesNotContainKeys("te", "x-envoy-foo");
    }

    @Test
    void a_body_streams_through_before_it_is_complete() throws Exception {
        CountDownLatch firstPartRead = new CountDownLatch(1);
        try (Upstream slow = Upstream.serving(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            hold(firstPartRead);
            exchange.getResponseBody().write("second".getBytes(StandardCharsets.UTF_8));
        })) {
            mesh.service("slow", slow.port());
            apply("[{\"route\":[{\"destination\":{\"host\":\"slow\"}}]}]");
            HttpResponse<InputStream> answer =
                    mesh.http().send(mesh.to("/").build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                assertThat(new String(body.readNBytes(5), StandardCharsets.UTF_8))
                        .isEqualTo("first");
                firstPartRead.countDown();
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("second");
            }
        }
    }

    @Test
    void large_bodies_pass_unchanged() throws Exception {
        String body = "0123456789abcdef".repeat(200_000);
        try (Upstream echo = Upstream.serving(exchange -> {
            byte[] large = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(large);
        })) {
            mesh.service("echo", echo.port());
            apply("[{\"route\":[{\"destination\":{\"host\":\"echo\"}}]}]");
            HttpResponse<String> answer = mesh.send(
                    mesh.to("/").POST(HttpRequest.BodyPublishers.ofString(body)).build());
            assertThat(echo.last().body()).isEqualTo(body);
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void an_answer_that_breaks_off_breaks_off_for_the_client_too() throws Exception {
        try (Upstream broken = Upstream.serving(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("only this".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("gone");
        })) {
            mesh.service("broken", broken.port());
            apply("[{\"route\":[{\"destination\":{\"host\":\"broken\"}}]}]");
            assertThatThrownBy(() -> mesh.get("/")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_route_timeout_answers_504() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Upstream hanging = Upstream.serving(exchange -> hold(release))) {
            mesh.service("hanging", hanging.port());
            apply("[{\"timeout\":\"50ms\",\"route\":[{\"destination\":{\"host\":\"hanging\"}}]}]");
            HttpResponse<String> answer = mesh.get("/");
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).isEqualTo("upstream request timeout");
            release.countDown();
        }
    }

    @Test
    void refused_connections_answer_503_and_a_second_endpoint_is_tried() throws Exception {
        int dead;
        try (ServerSocket socket = new ServerSocket(0)) {
            dead = socket.getLocalPort();
        }
        mesh.service("dead", dead);
        apply("[{\"route\":[{\"destination\":{\"host\":\"dead\"}}]}]");
        HttpResponse<String> answer = mesh.get("/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("connection failure");
        mesh.endpoint("dead", "dead-2", one.port());
        await().atMost(PATIENCE).until(() -> mesh.get("/").body().equals("one"));
        for (int i = 0; i < 20; i++) {
            assertThat(mesh.get("/").body()).isEqualTo("one");
        }
    }

    @Test
    void a_503_of_the_application_is_retried_only_where_the_policy_says_so() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Upstream flaky = Upstream.serving(
                exchange -> exchange.sendResponseHeaders(calls.incrementAndGet() % 2 == 1 ? 503 : 204, -1))) {
            mesh.service("flaky", flaky.port());
            apply("[{\"route\":[{\"destination\":{\"host\":\"flaky\"}}]}]");
            assertThat(mesh.get("/").statusCode()).isEqualTo(503);
            apply("""
                    [{"retries":{"attempts":1,"retryOn":"5xx"},"route":[{"destination":{"host":"flaky"}}]}]""");
            calls.set(0);
            HttpResponse<String> answer = mesh.send(mesh.to("/")
                    .POST(HttpRequest.BodyPublishers.ofString("again"))
                    .build());
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(calls).hasValue(2);
            assertThat(flaky.last().body()).isEqualTo("again");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A: a\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
                "DANCE / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
            })
    void hostile_requests_are_refused_with_400_and_reach_nobody(String bytes) throws Exception {
        apply(TO_ONE);
        assertThat(mesh.raw(bytes.replaceFirst("\r\n", "\r\nConnection: close\r\n")))
                .startsWith("HTTP/1.1 400");
        assertThat(one.seen).isEmpty();
        assertThat(mesh.get("/").body()).isEqualTo("one");
    }

    @Test
    void heads_over_the_limit_are_refused() throws Exception {
        apply(TO_ONE);
        assertThat(mesh.raw("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
