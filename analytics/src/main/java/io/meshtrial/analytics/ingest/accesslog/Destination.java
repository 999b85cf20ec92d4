package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Variant;
import java.util.List;
import java.util.Optional;

/**
 * Where the proxy sent a request, as its cluster says.
 *
 * @param service empty when the request had no destination
 * @param version what runs there, empty when nothing tells
 * @param variant whose destination it is, empty when it is nobody's or more than one's
 */
record Destination(String service, String version, String variant) {

    private static final Destination NONE = new Destination("", "", "");

    /** @param experiment empty while its definition is not known here */
    static Destination of(String cluster, Optional<Experiment> experiment) {
        return UpstreamCluster.parse(cluster)
                .map(upstream -> of(upstream, experiment))
                .orElse(NONE);
    }

    private static Destination of(UpstreamCluster cluster, Optional<Experiment> experiment) {
        List<Variant> owners = experiment.stream()
                .flatMap(e -> e.variants().stream())
                .filter(variant -> isDestinationOf(variant, cluster))
                .toList();
        if (owners.size() != 1) {
            // A subset may be named otherwise than the version it selects: then the version is not known here.
            return new Destination(cluster.service(), experiment.isPresent() ? "" : cluster.subset(), "");
        }
        Variant owner = owners.getFirst();
        String version = owner.version() == null ? cluster.subset() : owner.version();
        return new Destination(cluster.service(), version, owner.name());
    }

    private static boolean isDestinationOf(Variant variant, UpstreamCluster cluster) {
        boolean service = variant.service() == null || variant.service().equals(cluster.service());
        return service
                && (cluster.subset().isEmpty()
                        ? variant.service() != null
                        : cluster.subset().equals(variant.version())
                                || cluster.subset().equals(variant.name()));
    }
}
