package io.meshtrial.analytics.dashboard;

/** A query parameter that cannot be understood. */
final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    BadQueryException(String parameter, String message) {
        super(parameter + " " + message);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
