package io.meshtrial.localmesh.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a person does first: opens the page and looks at the demonstration until its first chart has a point. */
record FirstLook(HttpClient http, String page, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;

    private static final List<String> OPENED = List.of(
            "/",
            "/js/app.js",
            "/css/tokens.css",
            "/api/v1/experiments",
            "/api/v1/experiments/" + Demonstration.EXPERIMENT,
            "/api/v1/experiments/" + Demonstration.EXPERIMENT + "/history",
            "/api/v1/results",
            "/api/v1/results/" + Demonstration.EXPERIMENT + "/verdict");

    void take() throws IOException, InterruptedException {
        for (String path : OPENED) {
            get(path);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (results().at("/share/timeline").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no visit was counted within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private JsonNode results() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/v1/results/" + Demonstration.EXPERIMENT);
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
