package io.meshtrial.rules.language;

/**
 * A complaint about one text.
 *
 * @param offset where in the text, in UTF-16 units from 0
 * @param length how many units
 */
record FieldFault(Complaint complaint, int offset, int length) {

    static FieldFault of(String text, Complaint complaint) {
        return new FieldFault(complaint, 0, text.length());
    }
}
