package io.meshtrial.analytics.definition;

/** What is assigned at random. */
public enum RandomisationUnit {
    REQUEST,
    USER
}
