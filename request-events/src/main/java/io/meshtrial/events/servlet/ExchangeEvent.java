package io.meshtrial.events.servlet;

import io.meshtrial.events.Draw;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.TraceParent;
import io.meshtrial.events.UnitHash;
import io.meshtrial.events.UserAgent;
import io.meshtrial.events.emission.EmittingService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns a finished exchange into its event. */
final class ExchangeEvent {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final long NANOS_PER_MICRO = 1_000;

    private final EmittingService service;
    private final UnitHash hash;

    ExchangeEvent(EmittingService service, UnitHash hash) {
        this.service = service;
        this.hash = hash;
    }

    RequestEvent of(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        long durationMicros = (System.nanoTime() - exchange.startNanos()) / NANOS_PER_MICRO;
        RequestIdentity identity = exchange.identity();
        Draw draw = exchange.draw();
        UserAgent agent = UserAgent.of(request.getHeader("user-agent"));
        Completion completion = completion(exchange, request);
        return RequestEvent.newBuilder()
                .setExperiment(identity.experiment())
                .setRule(identity.rule())
                .setVariant(identity.variant())
                .setServedVersion(service.version())
                .setStatus(status(exchange, response, completion))
                .setDurationMicros(durationMicros)
                .setStartEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, exchange.start()))
                .setUnitKind(draw.unitKind())
                .setUnit(hash.of(draw.unitId()))
                .setDrawingRevision(draw.drawingRevision())
                .setOrigin(draw.origin())
                .setCurrentDrawingRevision(identity.drawingRevision())
                .setBrowser(agent.browser())
                .setBot(agent.bot())
                .setSource(Source.APPLICATION)
                .setCompletion(completion)
                .setRoute(exchange.route())
                .setMethod(METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER")
                .setService(service.service())
                .setDestination(identity.destination())
                .setPod(service.pod())
                .setTraceId(TraceParent.traceId(request.getHeader(TraceParent.HEADER)))
                .setToken(identity.token())
                .putAllValues(exchange.values().asMap())
                .build();
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
