package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.verification.check.ServiceName;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests per second of each variant in Kiali's graph. */
final class VersionRates {

    private VersionRates() {}

    /**
     * A variant that is a subset is told by the version of the workload behind its service; one that is a service of its
     * own by that service, since all requests of the edge behind it go to the one version.
     */
    static Map<String, Double> of(KialiGraph graph, ExperimentSpec spec) {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Variant variant : spec.variants()) {
            Destination destination = variant.destination();
            ServiceName service = ServiceName.of(destination.host(), spec.namespace());
            rates.put(
                    variant.name(),
                    graph.edges().stream()
                            .filter(edge -> destination.subset() == null
                                    ? is(edge.target(), service)
                                    : is(edge.source(), service)
                                            && edge.target().version().equals(variant.version()))
                            .mapToDouble(KialiGraph.Edge::rate)
                            .sum());
        }
        return rates;
    }

    private static boolean is(KialiGraph.Node node, ServiceName service) {
        return node.type().equals("service")
                && node.service().equals(service.name())
                && node.namespace().equals(service.namespace());
    }
}
