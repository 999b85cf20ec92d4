package io.meshtrial.rules.model;

/** How a text is compared: Istio's StringMatch, presence being the unset one. */
public sealed interface TextMatch {

    /** The whole text, byte for byte. */
    record Exact(String value) implements TextMatch {}

    /** The beginning of the text. */
    record Prefix(String value) implements TextMatch {}

    /** An RE2 expression that takes the whole text, at most 1024 characters; Envoy matches it over UTF-8 bytes. */
    record Regex(String value) implements TextMatch {}

    /** Any text, the empty one included, as long as the field is there. */
    record Present() implements TextMatch {}
}
