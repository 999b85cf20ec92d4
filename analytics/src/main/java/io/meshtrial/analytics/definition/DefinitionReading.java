package io.meshtrial.analytics.definition;

/** What became of a definition's bytes. */
public sealed interface DefinitionReading {

    record Read(Experiment experiment) implements DefinitionReading {}

    /** @param reason names the member at fault; never quotes the bytes */
    record Malformed(String reason) implements DefinitionReading {}
}
