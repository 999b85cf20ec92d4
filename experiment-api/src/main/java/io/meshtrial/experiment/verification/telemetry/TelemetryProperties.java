package io.meshtrial.experiment.verification.telemetry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mesh's request counts, read from the gateways where there is no Prometheus, and how they are compared.
 *
 * @param metricsUrls every gateway's page of metrics; read once a minute
 * @param lag how long events may be under way before they are missed
 * @param lostLimit share of the requests that may be without an event
 * @param shareTolerance by how much a version's share of the events may differ from its share of the requests
 */
@ConfigurationProperties("meshtrial.telemetry")
record TelemetryProperties(
        @DefaultValue List<URI> metricsUrls,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("20s") Duration lag,
        @DefaultValue("0.005") double lostLimit,
        @DefaultValue("0.01") double shareTolerance) {

    TelemetryProperties {
        metricsUrls = List.copyOf(metricsUrls);
    }
}
