package io.meshtrial.experiment.verification.witness;

/** An answer does not have the shape that it should have. */
public final class UnreadableAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableAnswer(String message) {
        super(message, null, false, false);
    }
}
