package io.meshtrial.experiment.definition;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a variant lives, in Istio's terms.
 *
 * @param host as a VirtualService writes it; without a dot it is a service of the VirtualService's namespace
 * @param subset null where the variant is a service of its own
 * @param port null where the service has one port only
 */
public record Destination(
        String host, @Nullable String subset, @Nullable Integer port) {

    public Destination {
        Objects.requireNonNull(host, "host is missing");
    }
}
