package io.meshtrial.experiment.verification.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Istio's metric in a real Prometheus: an hour of generated series, sampled every 15 s. */
class PrometheusTelemetryTest {

    private static final ServiceName CATALOG = new ServiceName("catalog", "demo");
    private static final Instant END = Window.minuteBefore(Instant.ofEpochMilli(System.currentTimeMillis()));
    private static final int STEP = 15;
    private static PrometheusProcess prometheus;

    @BeforeAll
    static void aPrometheusWithSeriesRuns() throws Exception {
        Assumptions.assumeTrue(
                PrometheusProcess.isInstalled(), "Prometheus (Debian package prometheus) is not installed; skipped");
        StringBuilder series = new StringBuilder("# TYPE istio_requests counter\n");
        add(series, "source", "catalog", "v1", "-", 18);
        add(series, "source", "catalog", "v2", "-", 2);
        add(series, "source", "catalog", "v2", "UH", 0.5);
        add(series, "destination", "catalog", "v1", "-", 18);
        add(series, "destination", "catalog", "v2", "-", 2);
        add(series, "source", "other", "v1", "-", 100);
        prometheus = PrometheusProcess.start(series.append("# EOF\n").toString());
    }

    /** A counter that rises evenly and is reset in the middle of the hour, as when its gateway starts anew. */
    private static void add(
            StringBuilder series, String reporter, String service, String version, String flags, double perSecond) {
        double value = 0;
        for (int at = -3600; at <= 60; at += STEP) {
            value = at == -1800 ? perSecond * STEP : value + perSecond * STEP;
            series.append("istio_requests_total{reporter=\"%s\",destination_service_name=\"%s\","
                            .formatted(reporter, service))
                    .append("destination_service_namespace=\"demo\",destination_version=\"%s\",response_flags=\"%s\"} "
                            .formatted(version, flags))
                    .append(value)
                    .append(' ')
                    .append(END.getEpochSecond() + at)
                    .append('\n');
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    private static PrometheusTelemetry telemetry(URI url) {
        return new PrometheusTelemetry(
                new PrometheusProperties(
                        url, null, Duration.ofSeconds(5), "reporter=\"source\"", Duration.ofSeconds(STEP)),
                url);
    }

    private static RequestCounts counts(Window window) throws InterruptedException {
        Answer<RequestCounts> answer = telemetry(prometheus.url()).counts(Set.of(CATALOG), window);
        assertThat(answer).isInstanceOf(Heard.class);
        return ((Heard<RequestCounts>) answer).value();
    }

    @Test
    void requestsPerVersionAreThoseOfTheWindowCountedOnce() throws Exception {
        RequestCounts counts = counts(new Window(END.minusSeconds(600), END));
        Subject subject = Subjects.subsets("10% to v2", Duration.ofHours(1));
        assertThat(counts.byVariant(subject.spec()).get("v1")).isCloseTo(18 * 600, within(1.0));
        assertThat(counts.byVariant(subject.spec()).get("v2")).isCloseTo(2.5 * 600, within(1.0));
        assertThat(counts.reached()).as("without those that met no endpoint").isCloseTo(20 * 600, within(1.0));
    }

    @Test
    void aRestartOfTheGatewayIsBridged() throws Exception {
        RequestCounts counts = counts(new Window(END.minusSeconds(2400), END.minusSeconds(1200)));
        assertThat(counts.reached()).isCloseTo(20 * 1200, within(20 * STEP + 1.0));
    }

    @Test
    void theWindowLiesWithinTheRevisionAndLastsAnHourAtMost() {
        PrometheusTelemetry telemetry = telemetry(URI.create("http://127.0.0.1:1"));
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(telemetry.window(noon.minusSeconds(100), noon.plusSeconds(20)))
                .contains(new Window(noon.minusSeconds(60), noon));
        assertThat(telemetry.window(noon.minusSeconds(30), noon.plusSeconds(10)))
                .isEmpty();
        assertThat(telemetry.window(noon.minusSeconds(90_000), noon.plusSeconds(20)))
                .contains(new Window(noon.minusSeconds(3600), noon));
    }

    @Test
    void aPrometheusThatIsNotThereIsHeardAsSuch() throws Exception {
        Answer<RequestCounts> answer = telemetry(URI.create("http://127.0.0.1:1"))
                .counts(Set.of(CATALOG), new Window(END.minusSeconds(60), END));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unheard.class, unheard -> assertThat(unheard.reason()).isEqualTo(Reason.NO_ANSWER));
    }

    @Test
    void aQueryThatPrometheusRefusesIsHeardWithItsWords() throws Exception {
        PrometheusTelemetry broken = new PrometheusTelemetry(
                new PrometheusProperties(
                        prometheus.url(), null, Duration.ofSeconds(5), "reporter=", Duration.ofSeconds(STEP)),
                prometheus.url());
        assertThat(broken.counts(Set.of(CATALOG), new Window(END.minusSeconds(60), END)))
                .isInstanceOfSatisfying(
                        Unheard.class,
                        unheard -> assertThat(unheard.words()).contains("400").contains("parse error"));
    }
}
