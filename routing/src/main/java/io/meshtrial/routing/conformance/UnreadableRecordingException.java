package io.meshtrial.routing.conformance;

/** A file that is missing or holds something other than recordings; the message says which and where. */
public final class UnreadableRecordingException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableRecordingException(String message) {
        super(message);
    }
}
