package io.meshtrial.experiment.verification.witness;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Asks one witness. An answer must be there, whole, within the time-out; it is at most {@link #LARGEST} bytes, unpacked
 * as well; and a witness that fails again and again is left alone for a while.
 */
public final class WitnessHttp {

    static final int LARGEST = 8 << 20;

    private static final Duration REST = Duration.ofSeconds(30);

    private final String name;
    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final HttpClient http;

    /** @param name as people know the witness */
    public WitnessHttp(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(80)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    public static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").header("Accept", "application/json, */*");
    }

    /** Sends a request; an answer with any status is heard. */
    public Answer<Reply> send(HttpRequest request) throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            return new Unheard<>(
                    Reason.RESTING,
                    name + " failed several times in a row; it is asked again after " + REST.toSeconds() + " s.");
        }
        long start = System.nanoTime();
        boolean failed = true;
        try {
            Answer<Reply> answer = exchange(request);
            failed = !(answer instanceof Heard<Reply>(Reply reply)) || reply.status() >= 500;
            return answer;
        } finally {
            long took = System.nanoTime() - start;
            if (failed) {
                breaker.onError(took, TimeUnit.NANOSECONDS, new IOException(name + " failed"));
            } else {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            }
        }
    }

    private Answer<Reply> exchange(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return new Heard<>(reply(exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS)));
        } catch (TimeoutException slow) {
            return new Unheard<>(Reason.NO_ANSWER, name + " gave no whole answer within " + words(timeout) + ".");
        } catch (ExecutionException broken) {
            return new Unheard<>(Reason.NO_ANSWER, name + " gave no answer: " + words(broken) + ".");
        } catch (IOException packed) {
            return new Unheard<>(Reason.UNREADABLE, name + " gave an answer that cannot be unpacked.");
        } finally {
            exchange.cancel(true);
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) throws IOException {
        boolean gzip = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                gzip ? unpacked(response.body()) : response.body(),
                response.headers().allValues("Set-Cookie"));
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("too large when unpacked");
            }
            return bytes;
        }
    }

    private static String words(ExecutionException broken) {
        Throwable failure = broken.getCause() == null ? broken : broken.getCause();
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
