package io.meshtrial.experiment.definition;

/**
 * Something that was left out and worked out instead; never done silently.
 *
 * @param pointer where in the spec it stands
 * @param because why it could only be this
 */
public record Derived(String pointer, String value, String because) {}
