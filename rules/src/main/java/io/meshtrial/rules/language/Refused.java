package io.meshtrial.rules.language;

/** Unwinds the parser to the start of the line; never leaves this package. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Complaint complaint;
    private final int column;
    private final int length;

    Refused(Complaint complaint, int column, int length) {
        super(complaint.reason(), null, false, false);
        this.complaint = complaint;
        this.column = column;
        this.length = Math.max(1, length);
    }

    Refused(Complaint complaint, Token at) {
        this(complaint, at.column(), at.raw().length());
    }

    static Refused syntax(Token at, String expected, String hint) {
        return new Refused(
                new Complaint(RejectionCode.SYNTAX, at.described() + " does not belong here", expected, hint), at);
    }

    Rejection onLine(int line) {
        return Rejection.of(complaint, new Position(line, column, length));
    }
}
