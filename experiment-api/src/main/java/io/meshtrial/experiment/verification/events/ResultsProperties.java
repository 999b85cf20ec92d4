package io.meshtrial.experiment.verification.events;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where analytics is; the same settings by which a rollout pulls its verdict.
 *
 * @param token bearer token for it; {@code meshtrial.token} where not set
 */
@ConfigurationProperties("meshtrial.analytics")
record ResultsProperties(
        @Nullable URI url,
        @Nullable String token,
        @DefaultValue("2s") Duration timeout) {

    @Override
    public String toString() {
        return "ResultsProperties[url=" + url + "]";
    }
}
