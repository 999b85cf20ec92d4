package io.meshtrial.events.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meshtrial.events.EventTopics;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.UnitKind;
import io.meshtrial.events.UnitHash;
import io.meshtrial.events.servlet.PublishedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
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

/** A WebFlux service emits what a servlet service does, by adding the dependency. */
@SpringBootTest(
        classes = {ReactiveApplication.class, ReactiveApplication.Answers.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=reactive",
            "spring.application.name=shop",
            "spring.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}",
            "meshtrial.events.version=v2",
            "meshtrial.events.salt=pepper",
        })
@EmbeddedKafka(topics = EventTopics.REQUEST_EVENTS, partitions = 1)
class ReactiveEventsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String IDENTITY = "search;r3;1;v2;shop;q83vEjRWeJCrze8SNFZ4kA";
    private static final long PAUSE_MICROS = ReactiveApplication.PAUSE.toNanos() / 1_000;

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
        String drew = UUID.randomUUID().toString();
        send(request("/items/abc?secret=1", UUID.randomUUID().toString())
                .header("cookie", "theme=dark; mt-search=v2.r2.o1." + drew));

        RequestEvent event = awaitEvent(drew);
        assertThat(event.getStatus()).isEqualTo(200);
        assertThat(event.getRoute()).isEqualTo("/items/{id}");
        assertThat(event.getUnitKind()).isEqualTo(UnitKind.USER);
        assertThat(event.getDrawingRevision()).isEqualTo(2);
        assertThat(event.getCurrentDrawingRevision()).isEqualTo(3);
        assertThat(event.getOrigin()).isEqualTo(1);
        assertThat(event.getServedVersion()).isEqualTo("v2");
        assertThat(event.getValuesMap()).containsEntry("results", 3.0);
    }

    /** The identity names the cookie where it has not the usual name; any token of RFC 6265 comes through the server. */
    @ParameterizedTest
    @ValueSource(strings = {"arm", "x%y", "!#&'*+-.^_`|~"})
    void theUnitIsInTheCookieThatTheIdentityNames(String name) throws Exception {
        String drew = UUID.randomUUID().toString();
        send(HttpRequest.newBuilder(uri("/items/a"))
                .header("x-meshtrial", IDENTITY + ";" + name)
                .header("x-request-id", UUID.randomUUID().toString())
                .header("cookie", "mt-search=v2.r1.o0.other; " + name + "=v2.r2.o1." + drew));

        assertThat(awaitEvent(drew).getUnitKind()).isEqualTo(UnitKind.USER);
    }

    @ParameterizedTest
    @CsvSource({
        "/refused/7,       409, ANSWERED",
        "/broken,          500, ANSWERED",
        "/never,           500, TIMED_OUT",
        "/stream,          200, ANSWERED",
        "/nowhere/at/all,  404, ANSWERED",
    })
    void everyWayToAnswerHasItsStatus(String path, int status, Completion completion) throws Exception {
        String id = UUID.randomUUID().toString();
        assertThat(send(request(path, id))).isEqualTo(status);

        RequestEvent event = awaitEvent(id);
        assertThat(event.getStatus()).isEqualTo(status);
        assertThat(event.getCompletion()).isEqualTo(completion);
        if (path.equals("/never") || path.equals("/stream")) {
            assertThat(event.getDurationMicros()).isGreaterThanOrEqualTo(PAUSE_MICROS * 9 / 10);
        }
    }

    @Test
    void aClientThatGoesAwayIsToldFromAFailure() throws Exception {
        String id = UUID.randomUUID().toString();
        abort("/endless", id);

        RequestEvent event = awaitEvent(id);
        assertThat(event.getCompletion()).isEqualTo(Completion.CLIENT_ABORTED);
        assertThat(event.getStatus()).isEqualTo(200);
    }

    @Test
    void aFailureAfterTheStatusWasSentIsTold() throws Exception {
        String id = UUID.randomUUID().toString();
        try (var body = CLIENT.send(request("/stream-broken", id).build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readAllBytes()).asString().doesNotContain("fault");
        }
        assertThat(awaitEvent(id).getCompletion()).isEqualTo(Completion.BROKEN_OFF);
    }

    @Test
    void aMalformedIdentityIsCountedAndFailsNothing() throws Exception {
        double before = meters.get("meshtrial.events.malformed").counter().count();
        int status = send(HttpRequest.newBuilder(uri("/items/a")).header("x-meshtrial", "forged"));
        assertThat(status).isEqualTo(200);
        assertThat(meters.get("meshtrial.events.malformed").counter().count()).isEqualTo(before + 1);
    }

    @Test
    void aMirrorsCopyMakesNoEvent() throws Exception {
        double produced =
                meters.get("meshtrial.events.produced").functionCounter().count();
        double copies = meters.get("meshtrial.events.mirrored").counter().count();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /items/a HTTP/1.1\r\nHost: shop.test-shadow\r\nx-meshtrial: " + IDENTITY
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 200");
        }
        assertThat(meters.get("meshtrial.events.mirrored").counter().count()).isEqualTo(copies + 1);
        assertThat(meters.get("meshtrial.events.produced").functionCounter().count())
                .isEqualTo(produced);
    }

    private RequestEvent awaitEvent(String unitId) {
        ByteString hash = new UnitHash("pepper").of(unitId);
        return published.await(event -> event.getUnit().equals(hash));
    }

    private HttpRequest.Builder request(String path, String requestId) {
        return HttpRequest.newBuilder(uri(path)).header("x-meshtrial", IDENTITY).header("x-request-id", requestId);
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private void abort(String path, String requestId) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nx-request-id: " + requestId + "\r\nx-meshtrial: "
                                    + IDENTITY + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
