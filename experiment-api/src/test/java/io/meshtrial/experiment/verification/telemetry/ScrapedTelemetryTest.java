package io.meshtrial.experiment.verification.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway's page of metrics, as the edge of the local mesh serves it. */
class ScrapedTelemetryTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ServiceName V1 = new ServiceName("catalog-v1", "demo");

    private HttpServer server;
    private volatile String page = "";
    private volatile Instant now = NOON;
    private ScrapedTelemetry telemetry;

    @BeforeEach
    void aGatewayServesMetrics() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        telemetry = new ScrapedTelemetry(
                new TelemetryProperties(List.of(url), Duration.ofSeconds(5), Duration.ofSeconds(20), 0.005, 0.01),
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void at(Instant time, double answered, double unreached) throws InterruptedException {
        String labels = "istio_requests_total{destination_service=\"catalog-v1.demo\",destination_service_name="
                + "\"catalog-v1\",destination_service_namespace=\"demo\",destination_version=\"v1\",reporter=\"source\",";
        page = "# TYPE istio_requests_total counter\n" + labels + "response_code=\"200\",response_flags=\"-\"} "
                + answered + "\n" + labels + "response_code=\"503\",response_flags=\"UH\"} " + unreached
                + " 1795372035000\nother_total{a=\"b\"} 7\n";
        now = time;
        telemetry.sample();
    }

    @Test
    void countsAreWhatWasAddedBetweenWholeMinutes() throws Exception {
        at(NOON, 100, 1);
        at(NOON.plusSeconds(60), 400, 1);
        at(NOON.plusSeconds(120), 1000, 3);
        Window window =
                telemetry.window(NOON.minusSeconds(5), NOON.plusSeconds(130)).orElseThrow();
        assertThat(window).isEqualTo(new Window(NOON, NOON.plusSeconds(120)));
        RequestCounts counts = ((Heard<RequestCounts>) telemetry.counts(Set.of(V1), window)).value();
        assertThat(counts.reached()).isEqualTo(900);
        assertThat(counts.counts().stream()
                        .mapToDouble(RequestCounts.Count::requests)
                        .sum())
                .isEqualTo(902);
        assertThat(telemetry.window(NOON.plusSeconds(61), NOON.plusSeconds(130)))
                .isEmpty();
    }

    @Test
    void whatWasBeforeARestartIsForgotten() throws Exception {
        at(NOON, 100, 0);
        at(NOON.plusSeconds(60), 20, 0);
        assertThat(telemetry.window(NOON, NOON.plusSeconds(70))).isEmpty();
        at(NOON.plusSeconds(120), 50, 0);
        assertThat(telemetry.window(NOON, NOON.plusSeconds(130)))
                .contains(new Window(NOON.plusSeconds(60), NOON.plusSeconds(120)));
    }

    @Test
    void aSampleThatComesLateIsNone() throws Exception {
        at(NOON, 100, 0);
        at(NOON.plusSeconds(65), 400, 0);
        assertThat(telemetry.window(NOON, NOON.plusSeconds(70))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m{a=\"b", "m{a=\"b\"", "m{a}", "m{a=\"b\"} NaN", "m{a=\"b\"} -1", "m{a=\"b\"}"})
    void aLineThatBreaksOffIsUnreadable(String line) {
        assertThatThrownBy(() -> Exposition.samples(line, "m")).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void escapesInLabelsAreRead() throws Exception {
        var sample = Exposition.samples("m{a=\"x\\\"y\\\\z\\n,}\",b=\"\"} 1.5e+06 123", "m")
                .getFirst();
        assertThat(sample.label("a")).isEqualTo("x\"y\\z\n,}");
        assertThat(sample.label("b")).isEmpty();
        assertThat(sample.value()).isEqualTo(1_500_000);
    }
}
