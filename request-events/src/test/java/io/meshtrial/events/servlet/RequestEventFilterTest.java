package io.meshtrial.events.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import io.meshtrial.events.UnitHash;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

@SpringBootTest(
        classes = {MeasuredApplication.class, MeasuredApplication.Answers.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=shop",
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "meshtrial.events.version=v2",
            "meshtrial.events.pod=shop-1",
            "meshtrial.events.instance=shop-1-7",
            "meshtrial.events.salt=pepper",
        })
@EmbeddedKafka(topics = EventTopics.REQUEST_EVENTS, partitions = 2)
class RequestEventFilterTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN = "q83vEjRWeJCrze8SNFZ4kA";
    private static final long PAUSE_MICROS = MeasuredApplication.PAUSE.toNanos() / 1_000;

    private static PublishedEvents published;

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @BeforeAll
    static void subscribe(@Autowired EmbeddedKafkaBroker broker) {
        published = new PublishedEvents(broker.getBrokersAsString());
    }

    @AfterAll
    static void unsubscribe() {
        published.close();
    }

    @Test
    void anEventTellsTheExposureAndItsOutcome() throws Exception {
        String id = UUID.randomUUID().toString();
        long before = System.currentTimeMillis() * 1_000;

        send(request("/items/abc?secret=1", id)
                .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        RequestEvent event = awaitEvent(id);
        assertThat(event.getStartEpochMicros()).isBetween(before, System.currentTimeMillis() * 1_000 + 1_000);
        assertThat(event.getDurationMicros()).isPositive();
        assertThat(event)
                .isEqualTo(RequestEvent.newBuilder()
                        .setExperiment("search")
                        .setRule(1)
                        .setVariant("v2")
                        .setServedVersion("v2")
                        .setStatus(200)
                        .setDurationMicros(event.getDurationMicros())
                        .setStartEpochMicros(event.getStartEpochMicros())
                        .setUnitKind(UnitKind.REQUEST)
                        .setUnit(hash(id))
                        .setDrawingRevision(3)
                        .setCurrentDrawingRevision(3)
                        .setBrowser(Browser.FIREFOX)
                        .setSource(Source.APPLICATION)
                        .setCompletion(Completion.ANSWERED)
                        .setRoute("/items/{id}")
                        .setMethod("GET")
                        .setService("shop")
                        .setDestination("catalog-v2")
                        .setPod("shop-1")
                        .setTraceId("4bf92f3577b34da6a3ce929d0e0e4736")
                        .setToken(TOKEN)
                        .putValues("results", 3)
                        .build());
    }

    @Test
    void theRecordIsACloudEventKeyedByTheUnit() throws Exception {
        String id = UUID.randomUUID().toString();

        send(request("/items/a", id));

        ConsumerRecord<byte[], byte[]> record =
                published.awaitRecord(event -> event.getUnit().equals(hash(id)));
        assertThat(ByteString.copyFrom(record.key())).isEqualTo(hash(id));
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo("io.meshtrial.request.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/meshtrial/shop/shop-1");
        assertThat(header(record, "content-type")).isEqualTo("application/protobuf");
        assertThat(header(record, "ce_time")).matches("20\\d\\d-.*Z");
        assertThat(EventId.parse(header(record, "ce_id")))
                .hasValueSatisfying(eventId -> assertThat(eventId.instance()).isEqualTo("shop-1-7"));
    }

    @ParameterizedTest
    @CsvSource({
        "/refused/7,      409, /refused/{id},   ANSWERED",
        "/broken,         500, /broken,         ANSWERED",
        "/error-sent,     503, /error-sent,     ANSWERED",
        "/callable/x,     200, /callable/{id},  ANSWERED",
        "/callable-broken,500, /callable-broken,ANSWERED",
        "/never,          503, /never,          TIMED_OUT",
        "/stream,         200, /stream,         ANSWERED",
        "/by-hand,        202, /by-hand,        ANSWERED",
        "/nowhere/at/all, 404, /**,             ANSWERED",
    })
    void everyWayToAnswerHasItsStatusAndRoute(String path, int status, String route, Completion completion)
            throws Exception {
        String id = UUID.randomUUID().toString();

        assertThat(send(request(path, id))).isEqualTo(status);

        RequestEvent event = awaitEvent(id);
        assertThat(event.getStatus()).isEqualTo(status);
        assertThat(event.getRoute()).isEqualTo(route);
        assertThat(event.getCompletion()).isEqualTo(completion);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/callable/x", "/never", "/stream"})
    void anAsynchronousAnswerLastsUntilItsEnd(String path) throws Exception {
        String id = UUID.randomUUID().toString();

        send(request(path, id));

        assertThat(awaitEvent(id).getDurationMicros()).isGreaterThanOrEqualTo(PAUSE_MICROS * 9 / 10);
    }

    @Test
    void valuesMayBeAddedFromAnotherThread() throws Exception {
        String id = UUID.randomUUID().toString();

        send(request("/callable/x", id));

        assertThat(awaitEvent(id).getValuesMap()).containsEntry("results", 7.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endless", "/endless-at-once"})
    void aClientThatGoesAwayIsToldFromAFailure(String path) throws Exception {
        String id = UUID.randomUUID().toString();

        abort(path, id);

        RequestEvent event = awaitEvent(id);
        assertThat(event.getCompletion()).isEqualTo(Completion.CLIENT_ABORTED);
        assertThat(event.getStatus()).isEqualTo(200);
    }

    @Test
    void aFailureAfterTheStatusWasSentIsTold() throws Exception {
        String id = UUID.randomUUID().toString();

        try (InputStream body = CLIENT.send(request("/stream-broken", id).build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.read()).isZero();
        }

        RequestEvent event = awaitEvent(id);
        assertThat(event.getStatus()).isEqualTo(200);
        assertThat(event.getCompletion()).isEqualTo(Completion.BROKEN_OFF);
    }

    @Test
    void theUnitOfAStickyRuleIsTheCookiesAndHashesLikeTheRequestThatDrewIt() throws Exception {
        String drew = UUID.randomUUID().toString();
        String route = "/items/" + drew.substring(0, 4);

        send(request(route, UUID.randomUUID().toString())
                .header("cookie", "theme=dark; mt-search=v2.r2.o1." + drew + "; mt-other=v1.r1.o0.x"));

        RequestEvent event = awaitEvent(drew);
        assertThat(event.getUnitKind()).isEqualTo(UnitKind.USER);
        assertThat(event.getDrawingRevision()).isEqualTo(2);
        assertThat(event.getOrigin()).isEqualTo(1);
    }

    /** The identity names the cookie where it has not the usual name; any token of RFC 6265 comes through the server. */
    @ParameterizedTest
    @ValueSource(strings = {"arm", "a.b", "x%y", "!#&'*+-^_`|~", "__Host-arm"})
    void theUnitIsInTheCookieThatTheIdentityNames(String name) throws Exception {
        String drew = UUID.randomUUID().toString();

        send(HttpRequest.newBuilder(uri("/items/a"))
                .header("x-meshtrial", "search;r3;1;v2;catalog-v2;" + TOKEN + ";" + name)
                .header("x-request-id", UUID.randomUUID().toString())
                .header("cookie", "mt-search=v2.r1.o0.other; " + name + "=v2.r2.o1." + drew));

        RequestEvent event = awaitEvent(drew);
        assertThat(event.getUnitKind()).isEqualTo(UnitKind.USER);
        assertThat(event.getDrawingRevision()).isEqualTo(2);
    }

    /** Whoever is redrawn into the arm of the older cookie is a new unit all the same. */
    @Test
    void theUnitOfARedrawIsTheRequestsId() throws Exception {
        String id = UUID.randomUUID().toString();

        send(HttpRequest.newBuilder(uri("/items/a"))
                .header("x-meshtrial", "search;r3.o2;1;v2;catalog-v2;" + TOKEN)
                .header("x-request-id", id)
                .header("cookie", "mt-search=v2.r2.o0.older"));

        RequestEvent event = awaitEvent(id);
        assertThat(event.getDrawingRevision()).isEqualTo(3);
        assertThat(event.getOrigin()).isEqualTo(2);
    }

    @Test
    void aRequestWithoutIdentityMakesNoEvent() throws Exception {
        double before = produced();

        send(HttpRequest.newBuilder(uri("/items/a")));

        assertThat(produced()).isEqualTo(before);
    }

    /** A mirror's copy carries the original's identity and unit. */
    @Test
    void aMirrorsCopyMakesNoEventAndIsAnswered() throws Exception {
        double before = produced();
        double copies = meters.get("meshtrial.events.mirrored").counter().count();

        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /items/a HTTP/1.1\r\nHost: shop.test-shadow\r\nx-meshtrial: search;r3;1;v2;catalog-v2;"
                                    + TOKEN + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 200");
        }

        assertThat(meters.get("meshtrial.events.mirrored").counter().count()).isEqualTo(copies + 1);
        assertThat(produced()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                ";;;;;",
                "search;r3;1;v2;catalog-v2",
                "search;3;1;v2;catalog-v2;t",
                "S;r1;1;v;c;t",
                "search;r3;1;v2;catalog-v2;t;a b",
                "search;r3;1;v2;catalog-v2;t;a;b",
                "search;r3;1;v2;catalog-v2;t;"
            })
    void aMalformedIdentityIsCountedAndFailsNothing(String identity) throws Exception {
        double events = produced();
        double malformed = meters.get("meshtrial.events.malformed").counter().count();

        int status = send(HttpRequest.newBuilder(uri("/items/a")).header("x-meshtrial", identity));

        assertThat(status).isEqualTo(200);
        assertThat(meters.get("meshtrial.events.malformed").counter().count()).isEqualTo(malformed + 1);
        assertThat(produced()).isEqualTo(events);
    }

    @Test
    void allProducedEventsAreSentInTheEnd() throws Exception {
        for (int i = 0; i < 50; i++) {
            send(request("/items/a", UUID.randomUUID().toString()));
        }

        Awaitility.await()
                .until(() ->
                        meters.get("meshtrial.events.sent").functionCounter().count() == produced());
    }

    private RequestEvent awaitEvent(String unitId) {
        return published.await(event -> event.getUnit().equals(hash(unitId)));
    }

    private static ByteString hash(String unitId) {
        return new UnitHash("pepper").of(unitId);
    }

    private HttpRequest.Builder request(String path, String requestId) {
        return HttpRequest.newBuilder(uri(path))
                .header("x-meshtrial", "search;r3;1;v2;catalog-v2;" + TOKEN)
                .header("x-request-id", requestId);
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private void abort(String path, String requestId) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nx-request-id: " + requestId
                                    + "\r\nx-meshtrial: search;r3;1;v2;catalog-v2;" + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private double produced() {
        return meters.get("meshtrial.events.produced").functionCounter().count();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
