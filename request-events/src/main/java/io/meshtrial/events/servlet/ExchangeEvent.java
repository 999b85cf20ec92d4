package io.meshtrial.events.servlet;

import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.TraceParent;
import io.meshtrial.events.emission.EventAssembler;
import io.meshtrial.events.emission.MeasuredRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns a finished exchange into its event. */
final class ExchangeEvent {

    private static final long NANOS_PER_MICRO = 1_000;

    private final EventAssembler events;

    ExchangeEvent(EventAssembler events) {
        this.events = events;
    }

    RequestEvent of(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        long durationMicros = (System.nanoTime() - exchange.startNanos()) / NANOS_PER_MICRO;
        Completion completion = completion(exchange, request);
        return events.of(new MeasuredRequest(
                exchange.identity(),
                exchange.draw(),
                exchange.start(),
                durationMicros,
                status(exchange, response, completion),
                completion,
                exchange.route(),
                request.getMethod(),
                request.getHeader("user-agent"),
                request.getHeader(TraceParent.HEADER),
                exchange.values()));
    }

    private static Completion completion(Exchange exchange, HttpServletRequest request) {
        Throwable cause = exchange.failure();
        // Spring MVC resolves the exception of a client that is gone into silence; only this attribute tells.
        if (cause == null
                && request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE) instanceof Throwable resolved) {
            cause = resolved;
        }
        if (cause != null && DisconnectedClientHelper.isClientDisconnectedException(cause)) {
            return Completion.CLIENT_ABORTED;
        }
        if (exchange.isTimedOut()) {
            return Completion.TIMED_OUT;
        }
        return exchange.brokenOffAt() > 0 ? Completion.BROKEN_OFF : Completion.ANSWERED;
    }

    private static int status(Exchange exchange, HttpServletResponse response, Completion completion) {
        if (exchange.brokenOffAt() > 0) {
            // The container puts 500 into its own record of what it can no longer change.
            return exchange.brokenOffAt();
        }
        if (response.isCommitted()) {
            return response.getStatus();
        }
        if (completion == Completion.CLIENT_ABORTED) {
            return 0;
        }
        // The container has yet to turn what left the application into its error page.
        return exchange.failure() == null ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
