package io.meshtrial.routing.evaluate;

import java.util.Map;

/** The workload whose proxy decides: {@code sourceLabels} and {@code sourceNamespace} are compared with it. */
public record Workload(String namespace, Map<String, String> labels) {

    public Workload {
        labels = Map.copyOf(labels);
    }
}
