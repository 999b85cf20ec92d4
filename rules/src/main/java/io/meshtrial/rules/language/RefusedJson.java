package io.meshtrial.rules.language;

/** Unwinds the reader to the start of a rule; never leaves this package. */
final class RefusedJson extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient JsonRejection rejection;

    RefusedJson(Complaint complaint, String pointer) {
        super(complaint.reason(), null, false, false);
        this.rejection = JsonRejection.of(complaint, pointer);
    }

    static RefusedJson shape(String pointer, String reason, String expected, String hint) {
        return new RefusedJson(new Complaint(RejectionCode.WRONG_SHAPE, reason, expected, hint), pointer);
    }

    JsonRejection rejection() {
        return rejection;
    }
}
