package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Istio's Destination as JSON. */
final class Destinations {

    private Destinations() {}

    static ObjectNode of(RoutedVariant variant) {
        return of(variant, variant.port());
    }

    static ObjectNode of(RoutedVariant variant, @Nullable Integer port) {
        ObjectNode destination = JsonNodeFactory.instance.objectNode().put("host", variant.host());
        if (variant.subset() != null) {
            destination.put("subset", variant.subset());
        }
        if (port != null) {
            destination.putObject("port").put("number", port);
        }
        return destination;
    }
}
