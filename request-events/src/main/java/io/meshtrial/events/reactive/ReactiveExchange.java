package io.meshtrial.events.reactive;

import io.meshtrial.events.Draw;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.RequestValues;
import io.meshtrial.events.TraceParent;
import io.meshtrial.events.emission.MeasuredRequest;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;

/** One request with an identity, from its arrival to the end of its response. */
final class ReactiveExchange {

    private static final int OK = 200;
    private static final int FAILED = 500;
    private static final long NANOS_PER_MICRO = 1_000;

    private final RequestIdentity identity;
    private final Draw draw;
    private final Instant start;
    private final long startNanos;
    private final RequestValues values = new RequestValues();
    private final AtomicBoolean ended = new AtomicBoolean();

    ReactiveExchange(RequestIdentity identity, Draw draw, Instant start, long startNanos) {
        this.identity = identity;
        this.draw = draw;
        this.start = start;
        this.startNanos = startNanos;
    }

    RequestValues values() {
        return values;
    }

    /** True for the first caller only: a response ends once. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    /**
     * The request as it ended.
     *
     * @param failure what left the application; null when it answered as it meant to
     * @param cancelled whether the client went away
     */
    MeasuredRequest measured(ServerWebExchange exchange, @Nullable Throwable failure, boolean cancelled) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Completion completion = completion(failure, cancelled, response.isCommitted());
        return new MeasuredRequest(
                identity,
                draw,
                start,
                (System.nanoTime() - startNanos) / NANOS_PER_MICRO,
                status(response, failure, completion),
                completion,
                pattern == null ? "" : pattern.toString(),
                request.getMethod().name(),
                request.getHeaders().getFirst("user-agent"),
                request.getHeaders().getFirst(TraceParent.HEADER),
                values);
    }

    private static Completion completion(@Nullable Throwable failure, boolean cancelled, boolean committed) {
        if (cancelled || failure != null && DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return Completion.CLIENT_ABORTED;
        }
        if (failure instanceof TimeoutException) {
            return Completion.TIMED_OUT;
        }
        return failure != null && committed ? Completion.BROKEN_OFF : Completion.ANSWERED;
    }

    /** What was sent; for a failure, what WebFlux makes of it once it has left the filters. */
    private static int status(ServerHttpResponse response, @Nullable Throwable failure, Completion completion) {
        HttpStatusCode sent = response.getStatusCode();
        if (failure == null || response.isCommitted()) {
            boolean none = completion == Completion.CLIENT_ABORTED && !response.isCommitted();
            return none ? 0 : sent == null ? OK : sent.value();
        }
        if (completion == Completion.CLIENT_ABORTED) {
            return 0;
        }
        return failure instanceof ErrorResponse known ? known.getStatusCode().value() : FAILED;
    }
}
