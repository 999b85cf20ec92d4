package io.meshtrial.rules.language;

/**
 * One fault in rule text.
 *
 * @param reason what is wrong, one clause
 * @param expected what would have been right at this place
 * @param hint what to write instead
 */
public record Rejection(RejectionCode code, Position position, String reason, String expected, String hint) {

    static Rejection of(Complaint complaint, Position position) {
        return new Rejection(complaint.code(), position, complaint.reason(), complaint.expected(), complaint.hint());
    }

    public int line() {
        return position.line();
    }

    public int column() {
        return position.column();
    }

    @Override
    public String toString() {
        return line() + ":" + column() + " " + reason + "; expected " + expected + ". Hint: " + hint;
    }
}
