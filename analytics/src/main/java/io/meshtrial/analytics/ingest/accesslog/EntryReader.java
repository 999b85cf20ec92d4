package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.envoyproxy.envoy.config.core.v3.RequestMethod;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.PassedOver;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Quarantined;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Reason;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Request;
import io.meshtrial.events.ContentType;
import io.meshtrial.events.DecodeResult;
import io.meshtrial.events.DecodeResult.Malformed;
import io.meshtrial.events.Draw;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.TraceParent;
import io.meshtrial.events.UnitHash;
import io.meshtrial.events.UserAgent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** From one logged entry to the event that an application would have emitted. Cookies are looked at and forgotten. */
final class EntryReader {

    private static final String COOKIE = "cookie";
    private static final long NANOS_PER_MICRO = 1_000;

    private final UnitHash hash;
    private final RouteTemplates templates;
    private final Function<String, Optional<Experiment>> experiments;
    private final Supplier<String> freshIds;

    /**
     * @param experiments by id; only needed where a request has no identity header because it reached no destination
     * @param freshIds makes ids for requests that have none
     */
    EntryReader(
            UnitHash hash,
            RouteTemplates templates,
            Function<String, Optional<Experiment>> experiments,
            Supplier<String> freshIds) {
        this.hash = hash;
        this.templates = templates;
        this.experiments = experiments;
        this.freshIds = freshIds;
    }

    /** @param pod name of the proxy's pod */
    EntryReading read(HTTPAccessLogEntry entry, String pod) {
        AccessLogCommon common = entry.getCommonProperties();
        if (!isEnd(common)) {
            return new PassedOver(Reason.NOT_THE_END);
        }
        if (!OwnedRoute.isOwned(common.getRouteName())) {
            return new PassedOver(Reason.FOREIGN_ROUTE);
        }
        Optional<OwnedRoute> route = OwnedRoute.parse(common.getRouteName());
        if (route.isEmpty()) {
            return new Quarantined("ROUTE_NAME", "the route's name is not meshtrial/<experiment>/r<n>/<rule>.<base>");
        }
        return route.get().isOutsideTheExperiment()
                ? new PassedOver(Reason.OUTSIDE_EXPERIMENT)
                : event(entry, route.get(), pod);
    }

    private EntryReading event(HTTPAccessLogEntry entry, OwnedRoute route, String pod) {
        AccessLogCommon common = entry.getCommonProperties();
        HTTPRequestProperties request = entry.getRequest();
        Optional<Experiment> experiment = experiments.apply(route.experiment());
        Destination destination = Destination.of(common.getUpstreamCluster(), experiment);
        RequestIdentity identity = new RouteIdentity(route, destination, experiment)
                .of(request.getRequestHeadersOrDefault(RequestIdentity.HEADER, ""));
        Draw draw = Draw.of(
                identity,
                CookieHeader.of(request.getRequestHeadersOrDefault(COOKIE, ""), identity.cookieName()),
                request.getRequestId().isEmpty() ? common.getStreamId() : request.getRequestId(),
                freshIds);
        UserAgent agent = UserAgent.of(request.getUserAgent());
        Outcome outcome = Outcome.of(entry);
        RequestEvent event = RequestEvent.newBuilder()
                .setExperiment(route.experiment())
                .setRevision(route.revision())
                .setRule(route.rule())
                .setVariant(identity.variant())
                .setServedVersion(destination.version())
                .setStatus(outcome.status())
                .setDurationMicros(micros(common))
                .setStartEpochMicros(micros(common.getStartTime()))
                .setUnitKind(draw.unitKind())
                .setUnit(hash.of(draw.unitId()))
                .setDrawingRevision(draw.drawingRevision())
                .setOrigin(draw.origin())
                .setCurrentDrawingRevision(identity.drawingRevision())
                .setBrowser(agent.browser())
                .setBot(agent.bot())
                .setSource(Source.ACCESS_LOG)
                .setCompletion(outcome.completion())
                .setRoute(templates.of(request.getPath()))
                .setMethod(method(request))
                .setService(destination.service().isEmpty() ? identity.destination() : destination.service())
                .setDestination(identity.destination())
                .setPod(pod)
                .setTraceId(TraceParent.traceId(request.getRequestHeadersOrDefault(TraceParent.HEADER, "")))
                .setToken(identity.token())
                .build();
        DecodeResult checked = EventCodec.decode(ContentType.PROTOBUF, EventCodec.encode(event));
        return checked instanceof Malformed(DecodeResult.Reason reason, String detail)
                ? new Quarantined(reason.name(), detail)
                : new Request(event, outcome.cause());
    }

    private static boolean isEnd(AccessLogCommon common) {
        AccessLogType type = common.getAccessLogType();
        return (type == AccessLogType.DownstreamEnd || type == AccessLogType.NotSet)
                && !common.getIntermediateLogEntry();
    }

    private static String method(HTTPRequestProperties request) {
        RequestMethod method = request.getRequestMethod();
        return switch (method) {
            case GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH -> method.name();
            default -> "OTHER";
        };
    }

    private static long micros(Timestamp time) {
        return TimeUnit.SECONDS.toMicros(time.getSeconds()) + time.getNanos() / NANOS_PER_MICRO;
    }

    /** Proxies before Envoy 1.27 log no duration of the whole: then until the last byte of the answer. */
    private static long micros(AccessLogCommon common) {
        Duration duration = common.hasDuration() ? common.getDuration() : common.getTimeToLastDownstreamTxByte();
        return TimeUnit.SECONDS.toMicros(duration.getSeconds()) + duration.getNanos() / NANOS_PER_MICRO;
    }
}
