package io.meshtrial.routing.check;

/** What a finding does to an apply: an error stops it, a warning stops it until acknowledged by name, a note does not. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE
}
