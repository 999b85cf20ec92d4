package io.meshtrial.events.emission;

import io.meshtrial.events.Draw;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.TraceParent;
import io.meshtrial.events.UnitHash;
import io.meshtrial.events.UserAgent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Makes the event of a request: the same one on every web stack. */
public final class EventAssembler {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final int MAX_ROUTE = 512;

    private final EmittingService service;
    private final UnitHash hash;

    public EventAssembler(EmittingService service, UnitHash hash) {
        this.service = service;
        this.hash = hash;
    }

    public RequestEvent of(MeasuredRequest request) {
        RequestIdentity identity = request.identity();
        Draw draw = request.draw();
        UserAgent agent = UserAgent.of(request.userAgent());
        String route = request.route();
        return RequestEvent.newBuilder()
                .setExperiment(identity.experiment())
                .setRule(identity.rule())
                .setVariant(identity.variant())
                .setServedVersion(service.version())
                .setStatus(request.status())
                .setDurationMicros(request.durationMicros())
                .setStartEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, request.start()))
                .setUnitKind(draw.unitKind())
                .setUnit(hash.of(draw.unitId()))
                .setDrawingRevision(draw.drawingRevision())
                .setOrigin(draw.origin())
                .setCurrentDrawingRevision(identity.drawingRevision())
                .setBrowser(agent.browser())
                .setBot(agent.bot())
                .setSource(Source.APPLICATION)
                .setCompletion(request.completion())
                .setRoute(route.length() > MAX_ROUTE ? route.substring(0, MAX_ROUTE) : route)
                .setMethod(METHODS.contains(request.method()) ? request.method() : "OTHER")
                .setService(service.service())
                .setDestination(identity.destination())
                .setPod(service.pod())
                .setTraceId(TraceParent.traceId(request.traceParent()))
                .setToken(identity.token())
                .putAllValues(request.values().asMap())
                .build();
    }
}
