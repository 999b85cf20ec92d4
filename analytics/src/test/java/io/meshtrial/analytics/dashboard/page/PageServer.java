package io.meshtrial.analytics.dashboard.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** The page as it is built, with its policy, its WebJars and the answers of a {@link Scenario}, over real HTTP. */
final class PageServer implements AutoCloseable {

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml", "html", "text/html; charset=utf-8");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PageFiles files = new PageFiles();
    private final PageDocument document;
    private volatile Scenario scenario = Scenario.running();

    PageServer() {
        try {
            document = PageDocument.of(
                    new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8), files);
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** From now on the API answers as this says. */
    Scenario play(Scenario next) {
        scenario.end();
        scenario = next;
        return next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/")) {
            scenario.answer(exchange);
            return;
        }
        try (exchange) {
            byte[] body = file(path);
            if (body == null) {
                exchange.getResponseHeaders().set("Content-Security-Policy", document.contentSecurityPolicy());
                body = document.html(View.of(path)).getBytes(StandardCharsets.UTF_8);
                path = "/index.html";
            }
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"));
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A static file or a file of a WebJar; null for an address of the page itself. */
    byte @Nullable [] file(String path) {
        return path.equals("/index.html") ? null : files.read(path);
    }

    @Override
    public void close() {
        scenario.end();
        http.stop(0);
        threads.close();
    }
}
