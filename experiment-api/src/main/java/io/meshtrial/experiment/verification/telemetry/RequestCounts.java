package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.verification.check.ServiceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests as the mesh counts them.
 *
 * @param skewSeconds by how much each end of the window may be off
 */
record RequestCounts(List<Count> counts, double skewSeconds) {

    /**
     * @param reached whether the request came to a service, rather than to an answer of the proxy
     * @param requests need not be whole: Prometheus extrapolates
     */
    record Count(ServiceName service, String version, boolean reached, double requests) {}

    RequestCounts {
        counts = List.copyOf(counts);
    }

    /** Those that reached a service. */
    double reached() {
        return counts.stream()
                .filter(Count::reached)
                .mapToDouble(Count::requests)
                .sum();
    }

    /** Requests of each variant: by its version where it is a subset, else by its service. */
    Map<String, Double> byVariant(ExperimentSpec spec) {
        Map<String, Double> requests = new LinkedHashMap<>();
        for (Variant variant : spec.variants()) {
            Destination destination = variant.destination();
            ServiceName service = ServiceName.of(destination.host(), spec.namespace());
            requests.put(
                    variant.name(),
                    counts.stream()
                            .filter(count -> count.service().equals(service))
                            .filter(count -> destination.subset() == null
                                    || count.version().equals(variant.version()))
                            .mapToDouble(Count::requests)
                            .sum());
        }
        return requests;
    }
}
