package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.verification.check.ServiceName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** The node that runs a variant, behind its service; empty where the graph shows none. */
    static Optional<KialiGraph.Node> node(KialiGraph graph, ExperimentSpec spec, Variant variant) {
        ServiceName service = ServiceName.of(variant.destination().host(), spec.namespace());
        return graph.edges().stream()
                .filter(edge -> is(edge.source(), service))
                .map(KialiGraph.Edge::target)
                .filter(node -> node.type().equals("app") && node.version().equals(variant.version()))
                .findFirst();
    }

    private static boolean is(KialiGraph.Node node, ServiceName service) {
        return node.type().equals("service")
                && node.service().equals(service.name())
                && node.namespace().equals(service.namespace());
    }
}
