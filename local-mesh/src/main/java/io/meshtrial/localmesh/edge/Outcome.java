package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.RouteOutcome.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The one answer of one request: written once, counted once. */
final class Outcome {

    private final HttpServerRequest request;
    private final EdgeMetrics metrics;
    private final LongSupplier nanos;
    private final long began;
    private boolean over;

    Outcome(HttpServerRequest request, EdgeMetrics metrics, LongSupplier nanos) {
        this.request = request;
        this.metrics = metrics;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    boolean over() {
        return over;
    }

    /** Answers by itself: status, headers and a short body. */
    void answer(Answer answer, @Nullable Destination destination, ResponseFlag flag) {
        if (over) {
            return;
        }
        finish(destination, "", answer.status(), flag);
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status());
        HeaderBytes.write(answer.headers(), response.headers());
        Buffer body = Buffer.buffer(answer.body().getBytes(StandardCharsets.ISO_8859_1));
        // What the client still sends is read and dropped, so that its connection stays usable.
        request.resume();
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("content-length", String.valueOf(body.length()));
            response.end();
        } else {
            if (body.length() > 0 && !response.headers().contains("content-type")) {
                response.putHeader("content-type", "text/plain");
            }
            response.end(body);
        }
    }

    void answer(int status, String body, ResponseFlag flag) {
        answer(new Answer(status, List.of(), body), null, flag);
    }

    /** Marks the exchange as ended, whether its bytes arrived or not. */
    void finish(@Nullable Destination destination, String version, int status, ResponseFlag flag) {
        if (!over) {
            over = true;
            metrics.count(destination, version, status, flag, Duration.ofNanos(nanos.getAsLong() - began));
        }
    }
}
