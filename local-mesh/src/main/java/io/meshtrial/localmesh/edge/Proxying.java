package io.meshtrial.localmesh.edge;

import io.meshtrial.localmesh.edge.EndpointDirectory.Endpoint;
import io.meshtrial.routing.evaluate.Forwarding;
import io.meshtrial.routing.evaluate.Retries;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.meshtrial.routing.evaluate.WeightedDestination;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way to one destination and back: attempts, time limits, streamed bodies. */
final class Proxying {

    private static final Logger log = LoggerFactory.getLogger(Proxying.class);
    private static final long NO_TIMER = -1;
    private static final long RETRY_PAUSE_MILLIS = 25;
    private static final String LOST = "upstream connect error or disconnect/reset before headers. ";

    /** What all exchanges share. */
    record Means(Vertx vertx, HttpClient client, Draws draws) {}

    private final Means means;
    private final HttpServerRequest request;
    private final Outcome outcome;
    private final Forwarding forwarding;
    private final WeightedDestination destination;
    private final List<Endpoint> endpoints;
    private final UpstreamRequest upstream;
    private final @Nullable Buffer kept;
    private final int first;

    private @Nullable HttpClientRequest current;
    private boolean bodyUsed;
    private boolean attemptTimedOut;
    private long limit = NO_TIMER;
    private long attemptLimit = NO_TIMER;

    /** @param kept the whole body, where it may be needed twice; null where there is none or it is streamed */
    Proxying(
            Means means,
            HttpServerRequest request,
            Outcome outcome,
            Forwarding forwarding,
            WeightedDestination destination,
            List<Endpoint> endpoints,
            @Nullable Buffer kept) {
        this.means = means;
        this.request = request;
        this.outcome = outcome;
        this.forwarding = forwarding;
        this.destination = destination;
        this.endpoints = endpoints;
        this.upstream = forwarding.upstream(destination);
        this.kept = kept;
        this.first = means.draws().index(endpoints.size());
    }

    void start() {
        request.response().closeHandler(gone -> {
            if (!outcome.over()) {
                end(0, "", ResponseFlag.DOWNSTREAM_CONNECTION_TERMINATION);
                abandon();
            }
        });
        Duration timeout = forwarding.timeout();
        if (timeout != null) {
            limit = means.vertx().setTimer(Math.max(1, timeout.toMillis()), late -> timedOut());
        }
        attempt(0);
    }

    private void attempt(int tried) {
        if (outcome.over()) {
            return;
        }
        Endpoint endpoint = endpoints.get((first + tried) % endpoints.size());
        RequestOptions options = new RequestOptions()
                .setServer(endpoint.address())
                .setMethod(HttpMethod.valueOf(upstream.method()))
                .setURI(upstream.path());
        means.client().request(options).onComplete(connected -> {
            if (connected.succeeded() && outcome.over()) {
                connected.result().reset();
            } else if (connected.succeeded()) {
                send(connected.result(), endpoint, tried);
            } else if (!outcome.over() && !again(tried, RetryDecision.afterRefusedConnection(forwarding.retries()))) {
                fail(503, lost(tried, "remote connection failure"), ResponseFlag.UPSTREAM_CONNECTION_FAILURE);
            }
        });
    }

    private void send(HttpClientRequest out, Endpoint endpoint, int tried) {
        current = out;
        attemptTimedOut = false;
        HeaderBytes.write(upstream.headers(), out.headers());
        out.putHeader("host", upstream.authority());
        Retries retries = forwarding.retries();
        Duration perTry = retries == null ? null : retries.perTry();
        if (perTry != null) {
            attemptLimit = means.vertx().setTimer(Math.max(1, perTry.toMillis()), late -> {
                attemptTimedOut = true;
                out.reset();
            });
        }
        body(out).onComplete(answered -> {
            cancel(attemptLimit);
            if (outcome.over()) {
                return;
            }
            if (answered.succeeded()) {
                HttpClientResponse in = answered.result();
                boolean resend = replayable() && RetryDecision.afterStatus(retries, in.statusCode());
                if (resend && retries != null && tried < retries.count()) {
                    in.exceptionHandler(e -> log.debug("an answer that is asked for again broke off", e));
                    out.reset();
                    again(tried, true);
                } else {
                    respond(in, endpoint);
                }
            } else if (!again(tried, replayable() && RetryDecision.afterReset(retries))) {
                if (attemptTimedOut) {
                    fail(504, "upstream request timeout", ResponseFlag.UPSTREAM_TIMEOUT);
                } else {
                    fail(503, lost(tried, "connection termination"), ResponseFlag.UPSTREAM_CONNECTION_TERMINATION);
                }
            }
        });
    }

    private Future<HttpClientResponse> body(HttpClientRequest out) {
        if (kept != null) {
            return out.send(kept);
        }
        if (!RequestReader.hasBody(request)) {
            request.resume();
            return out.send();
        }
        bodyUsed = true;
        return out.send(request);
    }

    private boolean replayable() {
        return !bodyUsed;
    }

    private boolean again(int tried, boolean allowed) {
        Retries retries = forwarding.retries();
        if (!allowed || retries == null || tried >= retries.count()) {
            return false;
        }
        means.vertx().setTimer(RETRY_PAUSE_MILLIS, pause -> attempt(tried + 1));
        return true;
    }

    private void respond(HttpClientResponse in, Endpoint endpoint) {
        HttpServerResponse out = request.response();
        out.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
        HeaderBytes.write(forwarding.respond(destination, HeaderBytes.endToEnd(in.headers())), out.headers());
        boolean empty = request.method() == HttpMethod.HEAD || in.statusCode() == 204 || in.statusCode() == 304;
        if (!empty && !out.headers().contains("content-length")) {
            out.setChunked(true);
        }
        String version = endpoint.labels().getOrDefault("version", "");
        // An answer that breaks off must not look complete: the client's connection breaks off too.
        in.pipe().endOnFailure(false).to(out).onComplete(copied -> {
            end(in.statusCode(), version, ResponseFlag.NONE);
            if (copied.failed()) {
                out.reset();
                abandon();
            }
        });
    }

    private void timedOut() {
        if (outcome.over()) {
            return;
        }
        if (request.response().headWritten()) {
            end(request.response().getStatusCode(), "", ResponseFlag.UPSTREAM_TIMEOUT);
            request.response().reset();
        } else {
            fail(504, "upstream request timeout", ResponseFlag.UPSTREAM_TIMEOUT);
        }
        abandon();
    }

    private static String lost(int tried, String reason) {
        return LOST + (tried > 0 ? "retried and the latest reset reason: " : "reset reason: ") + reason;
    }

    private void fail(int status, String body, ResponseFlag flag) {
        cancel(limit);
        outcome.answer(forwarding.answer(destination, status, body), destination.destination(), flag);
    }

    private void end(int status, String version, ResponseFlag flag) {
        cancel(limit);
        outcome.finish(destination.destination(), version, status, flag);
    }

    private void abandon() {
        cancel(attemptLimit);
        if (current != null) {
            current.reset();
        }
    }

    private void cancel(long timer) {
        if (timer != NO_TIMER) {
            means.vertx().cancelTimer(timer);
        }
    }
}
