package io.meshtrial.rules.model;

/** What is assigned at random. */
public enum RandomisationUnit {
    REQUEST,
    USER
}
