package io.meshtrial.experiment.leadership;

/** The lease can be neither read nor written: whoever leads does so until its time is over. */
public final class LeaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseUnavailable(String message) {
        super(message, null, false, false);
    }
}
