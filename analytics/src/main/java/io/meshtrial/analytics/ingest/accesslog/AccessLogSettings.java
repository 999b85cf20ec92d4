package io.meshtrial.analytics.ingest.accesslog;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration under {@code meshtrial.access-log}.
 *
 * @param port that proxies connect to, 0 for any free one; without it nothing is received
 * @param address to listen on
 * @param listenBeyondLoopback allows an address that others reach: the port has no authentication but the mesh's mTLS
 * @param salt of the unit hash; the same as in the services
 * @param routes templates of paths, in the order in which they are tried
 * @param maximumStreams open at once; each of a proxy's workers has one
 * @param maximumMessageBytes of one message of a stream
 * @param drainTimeout for what has been received, at a stop
 * @param proxyStatistics addresses of proxies' counters in Prometheus' format
 * @param proxyStatisticsEvery between two readings of them
 */
@ConfigurationProperties("meshtrial.access-log")
public record AccessLogSettings(
        @Nullable Integer port,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("false") boolean listenBeyondLoopback,
        @DefaultValue("meshtrial") String salt,
        @DefaultValue List<String> routes,
        @DefaultValue("256") int maximumStreams,
        @DefaultValue("524288") int maximumMessageBytes,
        @DefaultValue("5s") Duration drainTimeout,
        @DefaultValue List<URI> proxyStatistics,
        @DefaultValue("15s") Duration proxyStatisticsEvery) {

    public AccessLogSettings {
        routes = List.copyOf(routes);
        proxyStatistics = List.copyOf(proxyStatistics);
        if (port != null && !listenBeyondLoopback && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("meshtrial.access-log.address is " + address.getHostAddress()
                    + ", which others reach, and the port has no authentication of its own: set it to a loopback address,"
                    + " or meshtrial.access-log.listen-beyond-loopback=true where the mesh's mTLS guards it");
        }
    }
}
