package io.meshtrial.rules.language;

/**
 * A fault that only the whole list shows.
 *
 * @param rule index from 0
 * @param part what in the rule is at fault
 * @param share index of the variant's share from 0, for a part that has several
 */
record ListFault(int rule, Part part, int share, Complaint complaint) {

    enum Part {
        RULE,
        SHARE,
        VARIANT
    }

    static ListFault ofRule(int rule, Complaint complaint) {
        return new ListFault(rule, Part.RULE, 0, complaint);
    }
}
