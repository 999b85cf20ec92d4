package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.rollout.Verdict.Missing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Pulls verdicts from analytics, within a bounded time and a bounded size. */
@Component
class VerdictClient {

    private static final long LARGEST_ANSWER = 512 * 1024;

    private final AnalyticsProperties properties;
    private final String token;
    private final HttpClient http;

    VerdictClient(AnalyticsProperties properties, @Value("${meshtrial.token:}") String platformToken) {
        this.properties = properties;
        this.token = properties.token() == null ? platformToken : properties.token();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.timeout())
                .build();
    }

    /** @param treatments names of the treatment variants */
    Verdict read(String experiment, Set<String> treatments) throws InterruptedException {
        URI base = properties.url();
        if (base == null) {
            return new Missing("meshtrial.analytics.url is not set");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1/results/" + experiment + "/verdict"))
                .timeout(properties.timeout())
                .header("Accept", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST_ANSWER));
        try {
            HttpResponse<String> response = answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return response.statusCode() == 200
                    ? VerdictReader.read(response.body(), treatments)
                    : new Missing("analytics answers HTTP " + response.statusCode());
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Missing("analytics gave no answer in time");
        } catch (ExecutionException failed) {
            return new Missing("analytics does not answer: " + message(failed.getCause()));
        }
    }

    private static String message(@Nullable Throwable cause) {
        return cause == null ? "no cause is known" : cause.getClass().getSimpleName();
    }
}
