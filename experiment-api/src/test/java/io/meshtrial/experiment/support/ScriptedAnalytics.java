package io.meshtrial.experiment.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Answers verdict requests over HTTP as analytics does, with the verdicts that a test sets. */
public final class ScriptedAnalytics implements AutoCloseable {

    private static final String PASSING = """
            {"condition": "error-rate", "kind": "BOUND", "state": "MET", "bound": 0.1, "limit": 0.25, "variant": "v2"},
            {"condition": "minimum-duration", "kind": "DURATION", "state": "MET", "bound": 900, "limit": 600},
            {"condition": "sample-ratio", "kind": "EVIDENCE", "state": "MET", "bound": 0.1, "limit": 1000}""";

    private final HttpServer server;
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();

    private ScriptedAnalytics(HttpServer server) {
        this.server = server;
    }

    public static ScriptedAnalytics start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScriptedAnalytics analytics = new ScriptedAnalytics(server);
        server.createContext("/api/v1/results/", exchange -> {
            String[] path = exchange.getRequestURI().getPath().split("/");
            String verdict = analytics.verdicts.get(path[4]);
            byte[] body = (verdict == null ? "{}" : verdict).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(verdict == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return analytics;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on everything that a step forward needs is met. */
    public void passes(String experiment) {
        verdicts.put(
                experiment,
                "{\"word\": \"NO_HARM\", \"sentence\": \"All below.\", \"blindToUnreachablePods\": false, \"deciding\": [],"
                        + " \"promotion\": [" + PASSING + "]}");
    }

    /** @param reason of {@code CANNOT_JUDGE}, or an empty text; the treatment v2 is what it is about */
    public void says(String experiment, String word, String reason) {
        verdicts.put(
                experiment,
                "{\"word\": \"" + word + "\", \"reason\": " + (reason.isEmpty() ? "null" : "\"" + reason + "\"")
                        + ", \"sentence\": \"Said by a script.\", \"deciding\": [{\"variant\": \"v2\"}],"
                        + " \"promotion\": [" + PASSING + "]}");
    }

    public void saysNothing(String experiment) {
        verdicts.remove(experiment);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
