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
 * @param url http or https; none: the local entries alone
 * @param ttl how long an answer, or a failure, is good for
 * @param timeout for a whole answer, from connecting to its last byte
 * @param maxSize of an answer
 */
@ConfigurationProperties("catalog.upstream")
record UpstreamProperties(
        @Nullable URI url,
        @DefaultValue("5m") Duration ttl,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("4MB") DataSize maxSize) {

    UpstreamProperties {
        if (url != null && !"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("catalog.upstream.url must begin with http:// or https://");
        }
        if (!ttl.isPositive() || !timeout.isPositive() || maxSize.toBytes() <= 0) {
            throw new IllegalArgumentException(
                    "catalog.upstream.ttl, catalog.upstream.timeout and catalog.upstream.max-size must be positive");
        }
    }
}
