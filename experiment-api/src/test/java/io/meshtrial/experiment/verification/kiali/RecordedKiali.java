package io.meshtrial.experiment.verification.kiali;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meshtrial.routing.object.MeshObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers of a real Kiali, recorded (main of 20 August 2026, after v2.30.0), served over HTTP under {@code /kiali} with
 * their status and content type. Requests that were not recorded get what Kiali says about unknown paths.
 */
final class RecordedKiali implements AutoCloseable {

    record Recorded(String name, int status, String contentType, byte[] body) {
        Recorded(String name, int status, String contentType, String body) {
            this(name, status, contentType, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Something that happens instead of the recorded answer. */
    interface Misbehaviour {
        void answer(HttpExchange exchange, Recorded recorded) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Recorded UNKNOWN_PATH = new Recorded("", 404, "text/plain", "404 page not found\n");

    private final HttpServer server;
    private final Map<String, Recorded> answers = new LinkedHashMap<>();
    private final List<MeshObject> objects = new ArrayList<>();
    final List<HttpExchange> seen = new CopyOnWriteArrayList<>();
    volatile @Nullable Misbehaviour misbehaviour;

    private RecordedKiali() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static RecordedKiali of(String scenario) throws IOException {
        RecordedKiali kiali = new RecordedKiali();
        var file = JSON.readTree(text(scenario));
        file.path("objects").forEach(object -> kiali.objects.add(new MeshObject(object)));
        file.path("answers")
                .forEach(answer -> kiali.answers.put(
                        answer.path("request").asText().replace(" /kiali", " "),
                        new Recorded(
                                answer.path("name").asText(),
                                answer.path("status").asInt(),
                                answer.path("contentType").asText(),
                                answer.path("body").asText())));
        return kiali;
    }

    private static String text(String scenario) throws IOException {
        try (InputStream in = RecordedKiali.class.getResourceAsStream("/kiali/" + scenario + ".json")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The objects that Kiali was asked about in this scenario, as the API server had them. */
    List<MeshObject> objects() {
        return objects.stream()
                .filter(object -> answers.keySet().stream()
                        .anyMatch(request -> request.contains("/" + object.kind() + "/" + object.name())))
                .toList();
    }

    /** Answers in addition to, or instead of, what was recorded. */
    RecordedKiali with(String request, Recorded answer) {
        answers.put(request, answer);
        return this;
    }

    Recorded answer(String request) {
        Recorded found = answers.get(request);
        return found != null ? found : otherwise();
    }

    /** A Kiali that wants credentials says so before it looks at the path. */
    private Recorded otherwise() {
        return answers.values().stream()
                .filter(answer -> answer.status() == 401)
                .findFirst()
                .orElse(UNKNOWN_PATH);
    }

    List<Recorded> all() {
        return List.copyOf(answers.values());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/kiali");
    }

    private void handle(HttpExchange exchange) throws IOException {
        seen.add(exchange);
        String path = exchange.getRequestURI().toString();
        Recorded recorded = path.startsWith("/kiali/")
                ? answer(exchange.getRequestMethod() + " " + path.substring("/kiali".length()))
                : UNKNOWN_PATH;
        Misbehaviour instead = misbehaviour;
        try (exchange) {
            if (instead == null) {
                send(exchange, recorded.status(), recorded.contentType(), recorded.body());
            } else {
                instead.answer(exchange, recorded);
            }
        }
    }

    /** Packed where the client takes it, as Kiali does. */
    static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        byte[] bytes = body;
        if (accepted != null && accepted.contains("gzip") && body.length > 0) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(body);
            }
            bytes = packed.toByteArray();
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
