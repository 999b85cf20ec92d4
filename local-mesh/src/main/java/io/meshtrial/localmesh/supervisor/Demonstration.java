package io.meshtrial.localmesh.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Creates and starts the demonstration's experiment by the REST API, as anyone could. */
final class Demonstration {

    static final String EXPERIMENT = "search-ranking";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;

    private final HttpClient http;
    private final String url;
    private final String token;

    Demonstration(HttpClient http, String experimentApi, String token) {
        this.http = http;
        this.url = experimentApi + "/api/v1/experiments";
        this.token = token;
    }

    /** The experiment's state; one that is there from an earlier run is left as it is. */
    String begin() throws IOException, InterruptedException {
        HttpResponse<String> there = send("GET", "/" + EXPERIMENT, "");
        if (there.statusCode() == 200) {
            return state(there);
        }
        expect(send("POST", "", draft()), "create the experiment");
        expect(send("POST", "/" + EXPERIMENT + "/start", "{\"reason\":\"demonstration\"}"), "start the experiment");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            HttpResponse<String> now = send("GET", "/" + EXPERIMENT, "");
            if (now.statusCode() == 200) {
                JsonNode status = JSON.readTree(now.body()).path("status");
                String publication = status.path("publication").path("state").asText();
                if (publication.equals("FAILED")) {
                    throw new IllegalStateException("the experiment could not be published: "
                            + status.path("publication").path("message").asText());
                }
                if (status.path("state").asText().equals("RUNNING")
                        && status.path("observedRevision").asInt() > 0
                        && !publication.equals("RUNNING")) {
                    return state(now);
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("the experiment was not published within " + PATIENCE.toSeconds() + " s");
    }

    private static String draft() throws IOException {
        try (InputStream in = Demonstration.class.getResourceAsStream("experiment.json")) {
            if (in == null) {
                throw new IOException("experiment.json is missing beside " + Demonstration.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String state(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("status").path("state").asText();
    }

    private static void expect(HttpResponse<String> answer, String what) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("cannot " + what + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
