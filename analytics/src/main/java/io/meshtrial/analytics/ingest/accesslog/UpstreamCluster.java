package io.meshtrial.analytics.ingest.accesslog;

import java.util.Optional;

/**
 * Istio's name of an outbound cluster, {@code outbound|<port>|<subset>|<host>}.
 *
 * @param subset empty where the destination names none
 * @param service the host up to its first dot
 */
record UpstreamCluster(String subset, String service) {

    private static final int PARTS = 4;

    /** Empty for another direction, another form, or no cluster at all. */
    static Optional<UpstreamCluster> parse(String name) {
        String[] parts = name.split("\\|", -1);
        if (parts.length != PARTS || !parts[0].equals("outbound") || parts[3].isEmpty()) {
            return Optional.empty();
        }
        int dot = parts[3].indexOf('.');
        return Optional.of(new UpstreamCluster(parts[2], dot < 0 ? parts[3] : parts[3].substring(0, dot)));
    }
}
