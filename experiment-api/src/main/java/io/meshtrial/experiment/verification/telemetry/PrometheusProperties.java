package io.meshtrial.experiment.verification.telemetry;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mesh's Prometheus.
 *
 * @param url such as {@code http://prometheus.istio-system:9090}; without it Prometheus is no witness
 * @param token bearer token, where it asks for one
 * @param matchers further label matchers, which keep each request from being counted twice
 * @param scrapeInterval the windows' ends are not known more closely
 */
@ConfigurationProperties("meshtrial.prometheus")
record PrometheusProperties(
        @Nullable URI url,
        @Nullable String token,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("reporter=\"source\"") String matchers,
        @DefaultValue("15s") Duration scrapeInterval) {

    @Override
    public String toString() {
        return "PrometheusProperties[url=" + url + ", matchers=" + matchers + "]";
    }
}
