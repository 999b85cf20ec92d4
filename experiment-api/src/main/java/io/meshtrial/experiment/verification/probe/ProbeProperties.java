package io.meshtrial.experiment.verification.probe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Real requests through the gateways. Their addresses are those that confirm publications.
 *
 * @param versionHeader response header in which the service tells its version; without it no probe is sent
 * @param path that is asked for where a rule does not say one
 * @param requests how many are sent to each gateway for a rule that splits, at least: for a small share as many more as
 *     are needed to find out a version that never answers
 * @param mostRequests how many are sent at most; a rule whose smallest share needs more is not probed, and the row says so
 * @param timeout of one request
 */
@ConfigurationProperties("meshtrial.verification.probe")
record ProbeProperties(
        @Nullable String versionHeader,
        @DefaultValue("/") String path,
        @DefaultValue("40") int requests,
        @DefaultValue("2200") int mostRequests,
        @DefaultValue("2s") Duration timeout) {

    ProbeProperties {
        if (requests < 1 || requests > 1_000) {
            throw new IllegalArgumentException("meshtrial.verification.probe.requests lies between 1 and 1000");
        }
        if (mostRequests < requests || mostRequests > 20_000) {
            throw new IllegalArgumentException(
                    "meshtrial.verification.probe.most-requests lies between requests and 20000");
        }
    }

    /** The same setting as the publisher's. */
    @ConfigurationProperties("meshtrial.gateway")
    record Gateways(@DefaultValue List<URI> urls) {
        Gateways {
            urls = List.copyOf(urls);
        }
    }
}
