package io.meshtrial.experiment.rollout;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where verdicts come from.
 *
 * @param url of analytics; without it no rollout goes on
 * @param token bearer token for it; {@code meshtrial.token} where not set
 * @param timeout how long one answer may take
 */
@ConfigurationProperties("meshtrial.analytics")
record AnalyticsProperties(
        @Nullable URI url,
        @Nullable String token,
        @DefaultValue("2s") Duration timeout) {

    @Override
    public String toString() {
        return "AnalyticsProperties[url=" + url + ", timeout=" + timeout + "]";
    }
}
