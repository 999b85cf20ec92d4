package io.meshtrial.analytics.ingest.accesslog;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.Draw;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.ExperimentCookie;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.RequestValues;
import io.meshtrial.events.UnitHash;
import io.meshtrial.events.emission.EmittingService;
import io.meshtrial.events.emission.EventAssembler;
import io.meshtrial.events.emission.MeasuredRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same requests told by both: by the application's own assembler, as often as the application was asked, and by the
 * gateway's log through a receiver, once. What the gateway saw otherwise than the application is listed by cause.
 */
@ExtendWith(KafkaBroker.class)
class TwoSourcesTest {

    private static final int REQUESTS = 1_200;
    private static final int ATTEMPTS = 3;
    private static final long FIRST_SECOND = 1_795_338_000;
    private static final int[] STATUSES = {200, 200, 200, 204, 302, 404, 500, 503};
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "curl/8.5.0", "Googlebot/2.1");

    private final String experiment = "sources-" + System.nanoTime() % 1_000_000_000;
    private final SplittableRandom random = new SplittableRandom(21);
    private final UnitHash hash = new UnitHash("test");

    /** How often the application tells of a request, and what, by the table of the reference. */
    private enum Kind {
        ANSWERED(Cause.ANSWERED, 1),
        RETRIED(Cause.RETRIED, ATTEMPTS),
        TIMED_OUT(Cause.GATEWAY_TIMED_OUT, 1),
        ABORTED(Cause.CLIENT_ABORTED, 1),
        RESET(Cause.RESET, 0),
        UNREACHABLE(Cause.UNREACHABLE, 0),
        FAULT(Cause.FAULT_INJECTED, 0);

        private final Cause cause;
        private final int told;

        Kind(Cause cause, int told) {
            this.cause = cause;
            this.told = told;
        }
    }

    private record Request(
            int number,
            Kind kind,
            int rule,
            int drawing,
            String variant,
            Optional<String> cookie,
            int status,
            String agent) {}

    /** What both must count alike. */
    private record Counted(
            int rule,
            int drawing,
            int currentDrawing,
            int origin,
            String variant,
            String version,
            Object unit,
            Object unitKind,
            Object browser,
            boolean bot,
            int statusClass) {

        static Counted of(RequestEvent event) {
            return new Counted(
                    event.getRule(),
                    event.getDrawingRevision(),
                    event.getCurrentDrawingRevision(),
                    event.getOrigin(),
                    event.getVariant(),
                    event.getServedVersion(),
                    event.getUnit(),
                    event.getUnitKind(),
                    event.getBrowser(),
                    event.getBot(),
                    event.getStatus() / 100);
        }
    }

    @Test
    void whatTheApplicationAnsweredOnceIsCountedAlikeAndTheRestDiffersByCause(BootstrapServers broker)
            throws Exception {
        new Topics(Map.of("bootstrap.servers", broker.value()), 4).ensure();
        List<Request> requests = requests();
        Map<Long, Kind> kinds = new HashMap<>();
        requests.forEach(request -> kinds.put(startMicros(request), request.kind));
        tellAsApplication(broker.value(), requests);
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        try (Receiving receiving = Receiving.start(broker.value(), 0, Duration.ofSeconds(5));
                ProxyClient proxy = new ProxyClient(receiving.port())) {
            ProxyClient.Stream stream = proxy.open();
            requests.forEach(request -> stream.send(Messages.of(entry(request))));
            stream.finish();
            for (Kind kind : Kind.values()) {
                causes.put(kind.cause, receiving.counts().requests(kind.cause));
            }
            assertThat(receiving.counts().requests()).isEqualTo(REQUESTS);
        }

        List<RequestEvent> events = Topic.events(broker.value(), experiment);
        Map<Counted, Long> application = answered(events, Source.APPLICATION, kinds);
        assertThat(answered(events, Source.ACCESS_LOG, kinds)).isEqualTo(application);
        assertThat(application.keySet().stream().map(Counted::statusClass).distinct())
                .containsExactlyInAnyOrder(2, 3, 4, 5);
        for (Kind kind : Kind.values()) {
            long all = requests.stream().filter(r -> r.kind == kind).count();
            assertThat(all).as("requests of %s", kind).isPositive();
            assertThat(causes).containsEntry(kind.cause, all);
            assertThat(told(events, Source.ACCESS_LOG, kinds, kind)).isEqualTo(all);
            assertThat(told(events, Source.APPLICATION, kinds, kind)).isEqualTo(all * kind.told);
        }
    }

    private static Map<Counted, Long> answered(List<RequestEvent> events, Source source, Map<Long, Kind> kinds) {
        return events.stream()
                .filter(event -> event.getSource() == source && kinds.get(event.getStartEpochMicros()) == Kind.ANSWERED)
                .collect(groupingBy(Counted::of, counting()));
    }

    private static long told(List<RequestEvent> events, Source source, Map<Long, Kind> kinds, Kind kind) {
        return events.stream()
                .filter(event -> event.getSource() == source && kinds.get(event.getStartEpochMicros()) == kind)
                .count();
    }

    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Kind kind = i % 10 == 0 ? Kind.values()[1 + i / 10 % (Kind.values().length - 1)] : Kind.ANSWERED;
            String variant = random.nextInt(10) < 3 ? "v2" : "v1";
            Optional<String> cookie = random.nextBoolean()
                    ? Optional.of((random.nextInt(8) == 0 ? "v1" : variant) + ".r" + (2 + random.nextInt(2))
                            + ".o0.user-" + random.nextInt(40))
                    : Optional.empty();
            requests.add(new Request(
                    i,
                    kind,
                    1 + random.nextInt(2),
                    3,
                    variant,
                    cookie,
                    STATUSES[random.nextInt(STATUSES.length)],
                    AGENTS.get(random.nextInt(AGENTS.size()))));
        }
        return requests;
    }

    private void tellAsApplication(String servers, List<Request> requests) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            int sequence = 0;
            for (Request request : requests) {
                EventAssembler assembler =
                        new EventAssembler(new EmittingService("catalog", request.variant, "pod-1"), hash);
                for (int i = 0; i < request.kind.told; i++) {
                    producer.send(EventRecords.record(
                            new EventId("application-" + experiment, sequence++), assembler.of(measured(request))));
                }
            }
        }
    }

    private MeasuredRequest measured(Request request) {
        RequestIdentity identity = RequestIdentity.parse(identity(request)).orElseThrow();
        List<ExperimentCookie> cookies =
                request.cookie.flatMap(ExperimentCookie::parse).stream().toList();
        return new MeasuredRequest(
                identity,
                Draw.of(identity, cookies, requestId(request), () -> "none"),
                Instant.ofEpochSecond(FIRST_SECOND).plusMillis(request.number),
                1_500,
                request.status,
                request.kind == Kind.ABORTED ? Completion.CLIENT_ABORTED : Completion.ANSWERED,
                "/{name}",
                "GET",
                request.agent,
                null,
                new RequestValues());
    }

    private HTTPAccessLogEntry entry(Request request) {
        HTTPAccessLogEntry.Builder entry = Messages.entry(experiment, request.number);
        entry.getCommonPropertiesBuilder()
                .setRouteName("meshtrial/" + experiment + "/r4/" + request.rule + ".0")
                .setUpstreamCluster("outbound|80|" + request.variant + "|catalog.demo.svc.cluster.local")
                .setStartTime(Timestamp.newBuilder()
                        .setSeconds(FIRST_SECOND + request.number / 1_000)
                        .setNanos(request.number % 1_000 * 1_000_000));
        entry.getRequestBuilder()
                .setUserAgent(request.agent)
                .setRequestId(requestId(request))
                .putRequestHeaders("x-meshtrial", identity(request));
        request.cookie.ifPresent(cookie ->
                entry.getRequestBuilder().putRequestHeaders("cookie", "a=b; mt-" + experiment + "=" + cookie));
        ResponseFlags.Builder flags = entry.getCommonPropertiesBuilder().getResponseFlagsBuilder();
        switch (request.kind) {
            case ANSWERED -> answer(entry, request.status, "via_upstream");
            case RETRIED -> {
                entry.getCommonPropertiesBuilder().setUpstreamRequestAttemptCount(ATTEMPTS);
                answer(entry, request.status, "via_upstream");
            }
            case TIMED_OUT -> {
                flags.setUpstreamRequestTimeout(true);
                answer(entry, 504, "response_timeout");
            }
            case ABORTED -> {
                flags.setDownstreamConnectionTermination(true);
                answer(entry, 0, "downstream_remote_disconnect");
            }
            case RESET -> {
                flags.setUpstreamConnectionTermination(true);
                answer(entry, 503, "upstream_reset_before_response_started{connection_termination}");
            }
            case UNREACHABLE -> {
                flags.setNoHealthyUpstream(true);
                answer(entry, 503, "no_healthy_upstream");
            }
            case FAULT -> {
                flags.setFaultInjected(true);
                answer(entry, 503, "fault_filter_abort");
            }
        }
        return entry.build();
    }

    private static void answer(HTTPAccessLogEntry.Builder entry, int status, String details) {
        entry.getResponseBuilder().setResponseCode(UInt32Value.of(status)).setResponseCodeDetails(details);
    }

    private String identity(Request request) {
        return experiment + ";r" + request.drawing + ";" + request.rule + ";" + request.variant + ";catalog;"
                + Messages.TOKEN;
    }

    private static String requestId(Request request) {
        return "request-" + request.number;
    }

    private static long startMicros(Request request) {
        return (FIRST_SECOND * 1_000 + request.number) * 1_000;
    }
}
