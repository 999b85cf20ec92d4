package io.meshtrial.rules.language;

import java.util.List;

/** Lines of a text: ended by LF, CR LF or CR; a byte order mark in front is no part of them. */
final class SourceLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SourceLines() {}

    static List<String> of(String text) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return content.lines().toList();
    }

    /** Whether a line is more than blanks and a comment. */
    static boolean holdsRule(String line) {
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character != ' ' && character != '\t') {
                return character != '#';
            }
        }
        return false;
    }

    /** Line number from 1 of the rule with this ordinal from 1, or 0 when there are fewer rules. */
    static int lineOfRule(List<String> lines, int ordinal) {
        int rules = 0;
        for (int index = 0; index < lines.size(); index++) {
            if (holdsRule(lines.get(index)) && ++rules == ordinal) {
                return index + 1;
            }
        }
        return 0;
    }
}
