package io.meshtrial.acceptance.ring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests through the edge, as browsers send them; which version answered is what the catalogue says of itself. */
public record Visits(HttpClient client, String edge) {

    public static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
                    + " Safari/537.36";
    public static final String EDGE = CHROME + " Edg/141.0.0.0";
    public static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
    public static final String SAFARI =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0"
                    + " Safari/605.1.15";
    public static final String CHROME_IOS =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1";
    public static final String CURL = "curl/8.15.0";

    /**
     * @param version what the service says of itself, or {@code none}
     */
    public record Visit(int status, String version) {}

    /** @param headers names and values in turn */
    public HttpResponse<String> get(String path, String userAgent, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(edge + path))
                .timeout(Duration.ofSeconds(20))
                .header("User-Agent", userAgent);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public Visit visit(String path, String userAgent) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, userAgent);
        return new Visit(
                response.statusCode(),
                response.headers().firstValue("x-catalog-version").orElse("none"));
    }

    /** Visits in turn with each user agent; counts by user agent and visit. */
    public Map<String, Map<Visit, Integer>> many(int count, List<String> userAgents)
            throws IOException, InterruptedException {
        Map<String, Map<Visit, Integer>> counts = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String userAgent = userAgents.get(i % userAgents.size());
            counts.computeIfAbsent(userAgent, none -> new HashMap<>())
                    .merge(visit(i % 3 == 0 ? "/" : "/Weather", userAgent), 1, Integer::sum);
        }
        return counts;
    }
}
