package io.meshtrial.analytics.dashboard;

/** No definition of that id has been published. */
final class NoSuchExperimentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchExperimentException(String id) {
        super(id);
    }
}
