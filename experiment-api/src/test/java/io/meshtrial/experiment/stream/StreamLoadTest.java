package io.meshtrial.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fault 17: many clients, some of which do not read. */
class StreamLoadTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final int CLIENTS = PROOF ? 450 : 45;
    private static final int SLOW = PROOF ? 50 : 5;
    private static final int CHANGES = PROOF ? 2_000 : 100;

    /** Bytes: an answer of Tomcat's and the state that is on its way. */
    private static final long PER_STREAM = 64 * 1024;

    /** Bytes: caches that fill up in the first requests. */
    private static final long OTHERWISE = 24 * 1024 * 1024;

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start("server.tomcat.connection-timeout=3s");
        running.api().post("/api/v1/experiments", "{\"id\":\"watched\",\"rules\":\"10% to v2\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static Socket client(int receiveBuffer) throws IOException {
        URI address = URI.create(running.api().address());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        String request = "GET /api/v1/experiments/watched/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + RunningApi.TOKEN + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Bytes that are in use after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double open() {
        return running.context()
                .getBean(MeterRegistry.class)
                .get("meshtrial.streams.open")
                .gauge()
                .value();
    }

    @Test
    void clientsThatDoNotReadAreDroppedAndTheOthersSeeTheNewestState() throws Exception {
        String last = "the last of all questions";
        AtomicInteger served = new AtomicInteger();
        List<Socket> sockets = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable clients = () -> closeAll(sockets)) {
            assertThat(clients).isNotNull();
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = client(64 * 1024);
                sockets.add(socket);
                threads.execute(() -> readUntil(socket, last, served));
            }
            for (int i = 0; i < SLOW; i++) {
                sockets.add(client(1024));
            }
            await().until(() -> open() == CLIENTS + SLOW);
            long before = heap();
            for (int change = 0; change < CHANGES; change++) {
                ask("question " + change + " " + "x".repeat(900));
            }
            ask(last);
            long grown = heap() - before;
            System.out.printf(
                    "%d streams, %d changes: the heap grew by %d KiB%n", CLIENTS + SLOW, CHANGES, grown / 1024);
            assertThat(grown)
                    .as("held for all streams together, which is at most a state and a signal for each")
                    .isLessThan((CLIENTS + SLOW) * PER_STREAM + OTHERWISE);
            await().atMost(Duration.ofSeconds(60)).until(() -> served.get() == CLIENTS);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                ask("more and more " + System.nanoTime() + "x".repeat(900));
                return open() <= CLIENTS;
            });
        }
    }

    /** Before the readers' threads are waited for. */
    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void ask(String question) {
        Api.Answer answer = running.api()
                .send(
                        "PATCH",
                        "/api/v1/experiments/watched",
                        "{\"question\":\"" + question + "\"}",
                        "application/json",
                        "If-Match",
                        "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Reads on until the server or the test closes; a client that stopped would be a slow one. */
    private static void readUntil(Socket socket, String text, AtomicInteger served) {
        try (var reader = new java.io.BufferedReader(
                new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            boolean seen = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!seen && line.contains(text)) {
                    seen = true;
                    served.incrementAndGet();
                }
            }
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }
}
