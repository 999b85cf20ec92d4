package io.meshtrial.routing.compile;

import io.meshtrial.rules.model.VariantName;
import org.jspecify.annotations.Nullable;

/**
 * A variant and the destination where it lives.
 *
 * @param name as {@link VariantName} allows
 * @param host as a VirtualService writes it: without a dot it is a service of the VirtualService's namespace
 * @param subset subset of the host's DestinationRule, or null where the variant is a service of its own
 * @param port null where the service has one port only
 */
public record RoutedVariant(
        String name,
        VariantRole role,
        String host,
        @Nullable String subset,
        @Nullable Integer port) {

    public RoutedVariant {
        if (!VariantName.isSound(name)) {
            throw new IllegalArgumentException("a variant's name is 1 to 40 letters, digits, - or _, not: " + name);
        }
    }

    /** The service as events name it: the host up to its first dot. */
    public String service() {
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }
}
