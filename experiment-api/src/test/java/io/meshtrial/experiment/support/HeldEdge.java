package io.meshtrial.experiment.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meshtrial.localmesh.edge.Edge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The local edge behind a gateway that can be held: then it answers 503 with an empty body, as Envoy does for what it does
 * not know (recorded on a real mesh), whatever is written to the API.
 */
public final class HeldEdge implements AutoCloseable {

    private static final String PROBE = "x-meshtrial-probe";

    private final HttpServer front;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean held = true;
    private @Nullable Edge edge;

    private HeldEdge(HttpServer front, int port) {
        this.front = front;
        this.port = port;
    }

    /** Its address is known before what stands behind it. */
    public static HeldEdge start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HeldEdge gateway = new HeldEdge(front, port);
        front.createContext("/", gateway::answer);
        front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        front.start();
        return gateway;
    }

    /** @param kubernetes address of the API that the edge follows */
    public void follow(String kubernetes) throws Exception {
        edge = Edge.start(new Edge.Settings(
                port,
                0,
                80,
                kubernetes,
                StandIn.TOKEN,
                new SplittableRandom(20261126),
                System::nanoTime,
                Duration.ofSeconds(20)));
    }

    public String url() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    public void hold() {
        held = true;
        refused.set(0);
    }

    public void release() {
        held = false;
    }

    /** How many probes were answered since it was held. */
    public int refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (held) {
                refused.incrementAndGet();
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + exchange.getRequestURI()))
                            .header("Host", exchange.getRequestHeaders().getFirst("Host"))
                            .header(PROBE, exchange.getRequestHeaders().getFirst(PROBE))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws Exception {
        front.stop(0);
        Edge behind = edge;
        if (behind != null) {
            behind.close();
        }
    }
}
