package io.meshtrial.catalog.source;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * An upstream with the same answer as {@code GET /}.
 *
 * @param url http or https, with a host; none: the local entries alone
 * @param ttl how long an answer, or a failure, is good for; at most a year
 * @param timeout for a whole answer, from connecting to its last byte
 * @param maxSize of an answer
 */
@ConfigurationProperties("catalog.upstream")
record UpstreamProperties(
        @Nullable URI url,
        @DefaultValue("5m") Duration ttl,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("4MB") DataSize maxSize) {

    private static final Duration MAX_TTL = Duration.ofDays(365);

    UpstreamProperties {
        if (url != null && !isWeb(url)) {
            throw new IllegalArgumentException(
                    "catalog.upstream.url must be http:// or https:// and a host, not " + url);
        }
        if (!ttl.isPositive() || !timeout.isPositive() || maxSize.toBytes() <= 0) {
            throw new IllegalArgumentException(
                    "catalog.upstream.ttl, catalog.upstream.timeout and catalog.upstream.max-size must be positive");
        }
        if (ttl.compareTo(MAX_TTL) > 0) {
            throw new IllegalArgumentException("catalog.upstream.ttl must be at most " + MAX_TTL.toDays() + " days");
        }
    }

    /** {@code http:name} and {@code http://a_b} are URIs, but nobody can be asked there. */
    private static boolean isWeb(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }
}
