package io.meshtrial.routing.compile;

/** What a variant is to its experiment. */
public enum VariantRole {
    CONTROL,
    TREATMENT
}
