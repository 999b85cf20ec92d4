package io.meshtrial.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves the examples of docs/reference over HTTP; the services' own tests hold those against real answers. */
final class DocumentedService implements AutoCloseable {

    record Asked(String method, String path, String match, String body) {}

    private record Said(int status, String body) {}

    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    DocumentedService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String match = exchange.getRequestHeaders().getFirst("If-Match");
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    match == null ? "" : match,
                    body));
            Said said = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    ? answers.getOrDefault(
                            exchange.getRequestMethod() + " "
                                    + exchange.getRequestURI().getPath(),
                            new Said(404, "{\"title\": \"Not found\"}"))
                    : new Said(401, "{\"title\": \"A valid token is needed\"}");
            Runnable then = afterwards.get(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            if (then != null) {
                then.run();
            }
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    DocumentedService on(String request, int status, String body) {
        answers.put(request, new Said(status, body));
        return this;
    }

    /** Once the first was asked, the second is answered so. */
    DocumentedService after(String first, String request, int status, String body) {
        afterwards.put(first, () -> on(request, status, body));
        return this;
    }

    static String example(String name) {
        try {
            return Files.readString(Path.of("..", "docs", "reference", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
