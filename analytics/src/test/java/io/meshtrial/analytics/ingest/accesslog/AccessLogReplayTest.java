package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import io.meshtrial.analytics.AnalyticsApplication;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Reason;
import io.meshtrial.analytics.ingest.accesslog.Recording.Seen;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TallyBoard;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A real Envoy's stream, replayed to the running application over a real connection, against what its client saw. */
@ExtendWith(KafkaBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessLogReplayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BootstrapServers broker;
    private ConfigurableApplicationContext context;
    private AccessLogCounts counts;
    private List<RequestEvent> events;
    private Map<Cause, Long> causes;
    private long probes;

    AccessLogReplayTest(BootstrapServers broker) {
        this.broker = broker;
    }

    @BeforeAll
    void replay() {
        String application = "access-log-" + System.nanoTime();
        context = SpringApplication.run(
                AnalyticsApplication.class,
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + broker.value(),
                "--meshtrial.stream.application-id=" + application,
                "--meshtrial.stream.state-directory=target/" + application,
                "--meshtrial.access-log.port=0",
                "--meshtrial.access-log.routes=/,/{name}");
        counts = context.getBean(AccessLogCounts.class);
        Definitions definitions = context.getBean(Definitions.class);
        await().atMost(PATIENCE).until(() -> {
            define();
            return definitions.find(Recording.EXPERIMENT).isPresent();
        });
        send(Recording.inTodaysForm());
        causes = Arrays.stream(Cause.values()).collect(toMap(cause -> cause, counts::requests));
        probes = counts.passedOver(Reason.OUTSIDE_EXPERIMENT);
        events = Topic.events(broker.value(), Recording.EXPERIMENT);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void everyEntryBecomesOneEventAndOnlyTheProbeIsPassedOver() {
        assertThat(events).hasSize(Recording.truth().size() + 1);
        assertThat(probes).isEqualTo(1);
        assertThat(Topic.records(broker.value(), EventTopics.REQUEST_EVENTS, record -> true).stream()
                        .map(record -> Topic.header(record, "ce_id"))
                        .filter(id -> id.startsWith("access-log-")))
                .hasSizeGreaterThanOrEqualTo(events.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void eachEventSaysWhatTheClientSaw() {
        List<Seen> truth = Recording.truth();
        for (int i = 0; i < truth.size(); i++) {
            Seen seen = truth.get(i);
            // The first event is a request that was sent before the client began to take notes.
            RequestEvent event = events.get(i + 1);
            assertThat(event.getSource()).isEqualTo(Source.ACCESS_LOG);
            assertThat(event.getRevision()).isEqualTo(3);
            assertThat(event.getRule()).isEqualTo(1);
            assertThat(event.getDrawingRevision()).isEqualTo(3);
            assertThat(event.getStatus()).as("status of row %d", i).isEqualTo(seen.status());
            assertThat(event.getMethod()).isEqualTo(seen.method());
            assertThat(event.getService()).isEqualTo("catalog");
            assertThat(event.getDurationMicros()).isPositive();
            assertThat(event.getRoute()).isIn("/", "/{name}", "/*/*");
            if (!seen.variant().isEmpty()) {
                assertThat(event.getVariant()).as("variant of row %d", i).isEqualTo(seen.variant());
            }
            if (!seen.version().isEmpty()) {
                assertThat(event.getServedVersion()).isEqualTo(seen.version());
            }
        }
    }

    @Test
    void oneUserIsOneUnitFromTheDrawOn() {
        Map<String, Set<RequestEvent>> byUser = new HashMap<>();
        List<Seen> truth = Recording.truth();
        for (int i = 0; i < truth.size(); i++) {
            byUser.computeIfAbsent(truth.get(i).user(), none -> new HashSet<>()).add(events.get(i + 1));
        }
        byUser.forEach((user, requests) -> assertThat(
                        requests.stream().map(RequestEvent::getUnit).distinct())
                .as("units of %s", user)
                .hasSize(1));
        assertThat(events.stream().map(RequestEvent::getUnit).distinct()).hasSize(byUser.size() + 1);
    }

    @Test
    void countsEqualTheApplicationsWhereItAnsweredOnceAndTheRestIsListedByCause() {
        List<Seen> truth = Recording.truth();
        Map<String, Long> application = truth.stream()
                .filter(seen -> seen.status() > 0 && seen.status() != 503 && seen.status() != 504)
                .collect(groupingBy(seen -> seen.variant() + " " + seen.status() / 100, counting()));
        Map<String, Long> accessLog = events.stream()
                .skip(1)
                .filter(event -> event.getCompletion() == Completion.ANSWERED)
                .collect(groupingBy(event -> event.getVariant() + " " + event.getStatus() / 100, counting()));
        assertThat(accessLog).isEqualTo(application);
        assertThat(application).containsOnlyKeys("v1 2", "v1 4", "v1 5", "v2 2", "v2 4", "v2 5");
        causes.values().removeIf(count -> count == 0);
        assertThat(causes)
                .isEqualTo(Map.of(
                        Cause.ANSWERED, 335L - 28,
                        Cause.RESET, 14L,
                        Cause.GATEWAY_TIMED_OUT, 12L,
                        Cause.CLIENT_ABORTED, 2L));
    }

    @Test
    void theTallyCountsThemUnderTheirSourceAndTheGatewayReportsFailuresByDestination() {
        TallyBoard board = context.getBean(TallyBoard.class);
        await().atMost(PATIENCE).until(() -> requests(board, EventSource.ACCESS_LOG) == events.size());
        assertThat(requests(board, EventSource.APPLICATION)).isZero();
        Experiment experiment =
                context.getBean(Definitions.class).find(Recording.EXPERIMENT).orElseThrow();
        GatewayReport report = GatewayReport.of(experiment, board.of(Recording.EXPERIMENT, EventSource.ACCESS_LOG));
        for (String variant : List.of("v1", "v2")) {
            List<RequestEvent> people = events.stream()
                    .filter(event -> !event.getBot() && event.getVariant().equals(variant))
                    .toList();
            long failed =
                    people.stream().filter(event -> event.getStatus() >= 500).count();
            assertThat(failed).isPositive();
            assertThat(report.failures(variant)).isEqualTo(new GatewayReport.Failures(people.size(), failed));
        }
        assertThat(report.isPresent(0)).isTrue();
        assertThat(report.unattributedShare()).isZero();
        assertThat(report.traffic().leftOut().forged()).isZero();
        assertThat(report.traffic().leftOut().mismatched()).isZero();
    }

    @Test
    void nothingOfAPersonIsInTheTopics() {
        for (String topic : List.of(EventTopics.REQUEST_EVENTS, EventTopics.DEAD_LETTERS)) {
            for (var record : Topic.records(broker.value(), topic, any -> true)) {
                String text = new String(record.value(), UTF_8);
                assertThat(text).doesNotContain("theme=dark", "mt-exp-7", "Mozilla", "192.0.2.2", "127.0.0.1", "weird");
            }
        }
    }

    @Test
    void namesOfAnEarlierFormAreQuarantinedOneByOneAndNothingStopsTheStream() {
        List<StreamAccessLogsMessage> messages = Distortion.named("earlier-form", Recording.messages());
        send(messages);
        assertThat(Topic.deadLetters(broker.value(), "earlier-form"))
                .hasSize(336)
                .allMatch(letter -> Topic.header(letter, DeadLetter.REASON).equals("ROUTE_NAME"));
    }

    @Test
    void anUnreadableEntryAndABrokenMessageCostNothingElse() throws Exception {
        StreamAccessLogsMessage good =
                Distortion.named("half-broken", Recording.inTodaysForm()).getFirst();
        int requests = good.getHttpLogs().getLogEntryCount();
        long before = counts.requests();
        byte[] bytes = good.toByteArray();
        try (ProxyClient client = new ProxyClient(port())) {
            ProxyClient.Stream stream = client.open();
            stream.send(good);
            stream.requests().onNext(Distortion.withGarbageAsFirstEntry(good));
            stream.requests().onNext("not a message at all".getBytes(UTF_8));
            stream.requests().onNext(Arrays.copyOf(bytes, bytes.length - 7));
            stream.send(good);
            stream.finish();
        }
        // One entry of each message is the probe.
        assertThat(counts.requests() - before).isGreaterThanOrEqualTo(3L * (requests - 1));
        assertThat(Topic.deadLetters(broker.value(), "half-broken").stream()
                        .map(letter -> Topic.header(letter, DeadLetter.REASON)))
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly("UNREADABLE");
    }

    private void send(List<StreamAccessLogsMessage> messages) {
        try (ProxyClient client = new ProxyClient(port())) {
            ProxyClient.Stream stream = client.open();
            messages.forEach(stream::send);
            stream.finish();
        }
    }

    private int port() {
        return context.getBean(AccessLogReceiver.class).port();
    }

    private static long requests(TallyBoard board, EventSource source) {
        ExperimentTallies tallies = board.of(Recording.EXPERIMENT, source);
        return tallies.totals().values().stream()
                .mapToLong((Tally tally) -> tally.requests() + tally.bots())
                .sum();
    }

    private void define() {
        byte[] definition = Recording.definition();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.value(), "max.block.ms", "1000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(EventTopics.EXPERIMENTS, Recording.EXPERIMENT.getBytes(UTF_8), definition));
        }
    }
}
