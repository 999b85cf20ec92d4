package io.meshtrial.analytics.tally;

/** A row of the compacted topic that this version cannot read: the topic is of a newer version, or not ours. */
final class UnreadableRowException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnreadableRowException(String message) {
        super(message);
    }

    UnreadableRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
