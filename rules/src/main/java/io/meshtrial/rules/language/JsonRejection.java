package io.meshtrial.rules.language;

/**
 * One fault in rule JSON.
 *
 * @param pointer where, as a JSON pointer (RFC 6901)
 */
public record JsonRejection(RejectionCode code, String pointer, String reason, String expected, String hint) {

    static JsonRejection of(Complaint complaint, String pointer) {
        return new JsonRejection(complaint.code(), pointer, complaint.reason(), complaint.expected(), complaint.hint());
    }
}
