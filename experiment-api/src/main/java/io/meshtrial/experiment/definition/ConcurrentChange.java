package io.meshtrial.experiment.definition;

/** Another change came in between; read again and repeat. */
public final class ConcurrentChange extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConcurrentChange(String experiment) {
        super("experiment " + experiment + " was changed by someone else in between", null, false, false);
    }
}
