package io.meshtrial.experiment.definition;

import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;

/**
 * One arm of an experiment.
 *
 * @param version what its workload says it runs, as events carry it
 */
public record Variant(String name, VariantRole role, String version, Destination destination) {

    public RoutedVariant routed() {
        return new RoutedVariant(name, role, destination.host(), destination.subset(), destination.port());
    }
}
