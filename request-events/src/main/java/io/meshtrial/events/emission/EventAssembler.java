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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ConcurrentLruCache;

/** Makes the event of a request: the same one on every web stack. */
public final class EventAssembler {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final int MAX_ROUTE = 512;
    private static final int KEPT_AGENTS = 256;
    private static final int MAX_KEPT_AGENT = 512;

    private final EmittingService service;
    private final UnitHash hash;
    /** Classifying takes microseconds, and few agents send most requests. */
    private final ConcurrentLruCache<String, UserAgent> agents = new ConcurrentLruCache<>(KEPT_AGENTS, UserAgent::of);

    public EventAssembler(EmittingService service, UnitHash hash) {
        this.service = service;
        this.hash = hash;
    }

    public RequestEvent of(MeasuredRequest request) {
        RequestIdentity identity = request.identity();
        Draw draw = request.draw();
        UserAgent agent = agent(request.userAgent());
        String route = request.route();
        RequestEvent.Builder event = RequestEvent.newBuilder()
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
                .setToken(identity.token());
        Map<String, Double> values = request.values().asMap();
        if (!values.isEmpty()) {
            event.putAllValues(values);
        }
        return event.build();
    }

    private UserAgent agent(@Nullable String header) {
        return header == null || header.length() > MAX_KEPT_AGENT ? UserAgent.of(header) : agents.get(header);
    }
}
