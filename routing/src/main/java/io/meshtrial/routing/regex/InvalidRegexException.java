package io.meshtrial.routing.regex;

/** A pattern that RE2 refuses. */
public final class InvalidRegexException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidRegexException(String source, String reason) {
        super("RE2 does not accept \"" + source + "\": " + reason);
    }
}
