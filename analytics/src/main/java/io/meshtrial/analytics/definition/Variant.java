package io.meshtrial.analytics.definition;

import org.jspecify.annotations.Nullable;

/**
 * One arm.
 *
 * @param version the version its destination should run, or null when the definition does not say
 */
public record Variant(
        String name,
        VariantRole role,
        @Nullable String version,
        @Nullable String service) {

    public Variant {
        Require.text("variants.name", name);
        Require.present("variants.role", role);
    }
}
