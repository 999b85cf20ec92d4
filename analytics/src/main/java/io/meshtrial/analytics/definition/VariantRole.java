package io.meshtrial.analytics.definition;

/** Role of an arm. */
public enum VariantRole {
    CONTROL,
    TREATMENT
}
