package io.meshtrial.analytics.dashboard.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API answers: the reference examples, changed by each test where its state differs. */
final class Scenario {

    /** @param status HTTP status; other than 2xx is sent as problem details, 0 is no answer at all */
    private record Answer(int status, JsonNode body) {}

    /**
     * @param body as it came
     * @param ifMatch the header, empty without one
     * @param lastEventId the header, empty without one
     */
    record Asked(String method, String path, String query, String body, String ifMatch, String lastEventId) {}

    final ObjectNode results = Examples.results();
    final ObjectNode experiment = Examples.experiment();
    final ObjectNode plan = Examples.plan();
    final ObjectNode verification = Examples.verification();
    final JsonNode routes = Examples.routes();
    private final Map<String, Answer> others = new ConcurrentHashMap<>();
    private final List<HttpExchange> streams = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean streamsOpen = true;
    private volatile boolean hangUp;
    private volatile Runnable beforeStream = () -> {};

    private Scenario() {}

    static Scenario running() {
        Scenario scenario = new Scenario();
        scenario.on("GET", "/api/v1/results", 200, Examples.resultList());
        scenario.on("GET", "/api/v1/experiments", 200, Examples.experimentList(scenario.experiment));
        scenario.on("GET", "/api/v1/experiments/search-ranking/history", 200, Examples.history());
        scenario.on("POST", "/api/v1/experiments/search-ranking/explain", 200, Examples.explanation());
        scenario.on(
                "GET",
                "/api/v1/experiments/search-ranking/approvals",
                200,
                Examples.json("{'items': [], 'nextCursor': null}"));
        scenario.on("GET", "/api/v1/results/search-ranking/planning", 200, Examples.planning());
        scenario.on("GET", "/api/v1/orphans", 200, Examples.json("[]"));
        scenario.on("GET", "/api/v1/services", 200, Examples.services());
        return scenario;
    }

    Scenario on(String method, String path, int status, JsonNode body) {
        others.put(method + " " + path, new Answer(status, body));
        return this;
    }

    /** Takes requests for this path and does not answer them before the scenario is over. */
    Scenario keepSilentAbout(String path) {
        silent.add(path);
        return this;
    }

    /** From now on whoever asks for this path is cut off, as by a server that went away. */
    Scenario cutOff(String method, String path) {
        return on(method, path, 0, Examples.json("{}"));
    }

    /** Lets go of everybody who waits. */
    void end() {
        over.countDown();
        dropStreams();
    }

    /** What happens between the page's first reading and the opening of its stream. */
    void beforeStreamOpens(Runnable happening) {
        beforeStream = happening;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        waitIfSilent(path);
        asked.add(new Asked(
                exchange.getRequestMethod(),
                path,
                query == null ? "" : query,
                body,
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("If-Match"), ""),
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Last-Event-ID"), "")));
        if (path.endsWith("/stream")) {
            openStream(exchange);
            return;
        }
        Answer answer = others.get(exchange.getRequestMethod() + " " + path);
        send(exchange, answer == null ? standard(path) : answer);
    }

    private void waitIfSilent(String path) {
        try {
            if (silent.contains(path)) {
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer standard(String path) {
        if (path.endsWith("/plan")) {
            return new Answer(200, plan);
        }
        if (path.startsWith("/api/v1/services/")) {
            return new Answer(200, routes);
        }
        if (path.endsWith("/verifications")) {
            return new Answer(200, verification);
        }
        if (path.endsWith("/segments")) {
            return new Answer(200, results.path("segments"));
        }
        return new Answer(200, path.startsWith("/api/v1/results/") ? results : experiment);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            if (answer.status() == 0) {
                return;
            }
            byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            String type = answer.status() < 300 ? "application/json" : "application/problem+json";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void openStream(HttpExchange exchange) throws IOException {
        if (!streamsOpen) {
            exchange.close();
            return;
        }
        beforeStream.run();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": open\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        streams.add(exchange);
        if (hangUp) {
            dropStreams();
        }
    }

    /** From now on streams are accepted and hung up on at once. */
    void hangUpOnStreams() {
        hangUp = true;
        dropStreams();
    }

    /** How often a path was asked for. */
    long askedFor(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).count();
    }

    int openStreams() {
        return streams.size();
    }

    /** Sends the results as they are now to whoever listens. */
    void push() throws IOException {
        String event = "event: results\nid: " + results.path("snapshot").asString() + "\ndata: " + results + "\n\n";
        for (HttpExchange stream : streams) {
            if (stream.getRequestURI().getPath().startsWith("/api/v1/results/")) {
                OutputStream out = stream.getResponseBody();
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    /** Ends all streams and refuses new ones, as a network that is gone does. */
    void cutStreams() {
        streamsOpen = false;
        dropStreams();
    }

    void restoreStreams() {
        streamsOpen = true;
    }

    void dropStreams() {
        streams.forEach(HttpExchange::close);
        streams.clear();
    }
}
