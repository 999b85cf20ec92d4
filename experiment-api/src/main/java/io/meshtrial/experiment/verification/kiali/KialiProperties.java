package io.meshtrial.experiment.verification.kiali;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kiali is and how it lets us in.
 *
 * @param url with its web root, such as {@code http://kiali.istio-system:20001/kiali}; without it Kiali is no witness
 * @param publicUrl where people open it; {@code url} where it is not given
 * @param token needed by the strategies TOKEN and HEADER
 * @param cluster its name, where Kiali shows several
 * @param gatewayNamespaces where the gateways' pods run; edges from them are missing in graphs that leave them out
 * @param scrapeInterval of the Prometheus behind Kiali
 */
@ConfigurationProperties("meshtrial.kiali")
record KialiProperties(
        @Nullable URI url,
        @Nullable URI publicUrl,
        @DefaultValue("ANONYMOUS") Strategy strategy,
        @Nullable String token,
        @DefaultValue("2s") Duration timeout,
        @Nullable String cluster,
        @DefaultValue("istio-system") List<String> gatewayNamespaces,
        @DefaultValue("15s") Duration scrapeInterval) {

    /** Kiali's own names for how callers are let in. */
    enum Strategy {
        ANONYMOUS,
        /** The token is exchanged for a session cookie. */
        TOKEN,
        /** The token goes with every request as a bearer token; also Kiali's {@code openshift}. */
        HEADER
    }

    KialiProperties {
        if (strategy != Strategy.ANONYMOUS && (token == null || token.isBlank())) {
            throw new IllegalArgumentException("meshtrial.kiali.strategy " + strategy + " needs meshtrial.kiali.token");
        }
    }

    @Override
    public String toString() {
        return "KialiProperties[url=" + url + ", strategy=" + strategy + "]";
    }
}
