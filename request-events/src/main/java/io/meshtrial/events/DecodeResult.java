package io.meshtrial.events;

/** What became of the bytes of a record. */
public sealed interface DecodeResult {

    /** A readable event whose fields are within their bounds. */
    record Decoded(RequestEvent event) implements DecodeResult {}

    /**
     * Bytes that are no event.
     *
     * @param reason the kind of fault, bounded in number and fit for a metric's tag
     * @param detail what exactly, for a person; never contains the record's own text
     */
    record Malformed(Reason reason, String detail) implements DecodeResult {}

    /** Kinds of fault. */
    enum Reason {
        EMPTY,
        TOO_LARGE,
        UNKNOWN_CONTENT_TYPE,
        UNREADABLE,
        MISSING_FIELD,
        OUT_OF_BOUNDS
    }
}
