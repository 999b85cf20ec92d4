package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.verification.check.ServiceName;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The telemetry that is configured: Prometheus before the gateways themselves, since it remembers. */
@Component
class MeshTelemetry {

    static final String SETTING = "meshtrial.prometheus.url or meshtrial.telemetry.metrics-urls";

    private final Optional<PrometheusTelemetry> prometheus;
    private final Optional<ScrapedTelemetry> scraped;

    MeshTelemetry(PrometheusProperties properties, TelemetryProperties gateways, Clock clock) {
        URI url = properties.url();
        this.prometheus = url == null ? Optional.empty() : Optional.of(new PrometheusTelemetry(properties, url));
        this.scraped = url != null || gateways.metricsUrls().isEmpty()
                ? Optional.empty()
                : Optional.of(new ScrapedTelemetry(gateways, clock));
    }

    Optional<Telemetry> configured() {
        return prometheus.<Telemetry>map(found -> found).or(() -> scraped);
    }

    @Scheduled(cron = "0 * * * * *")
    void sample() throws InterruptedException {
        if (scraped.isPresent()) {
            scraped.get().sample();
        }
    }

    static Set<ServiceName> services(ExperimentSpec spec) {
        return spec.variants().stream()
                .map(variant -> ServiceName.of(variant.destination().host(), spec.namespace()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
