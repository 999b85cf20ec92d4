package io.meshtrial.routing.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** RE2's rewrite strings, which are not Java's: a backslash and a digit, two backslashes for one. */
record Substitution(String text) {

    String replaceAll(Pattern pattern, String value) {
        if (!isValid(pattern.groupCount())) {
            return value;
        }
        StringBuilder out = new StringBuilder();
        Matcher matcher = pattern.matcher(value);
        int copied = 0;
        int at = 0;
        int lastEnd = -1;
        while (at <= value.length() && matcher.find(at)) {
            out.append(value, copied, matcher.start());
            // RE2 does not replace an empty match right behind the last one.
            if (matcher.start() == lastEnd && matcher.end() == lastEnd) {
                if (at < value.length()) {
                    out.append(value.charAt(at));
                }
                at++;
                copied = Math.min(at, value.length());
                continue;
            }
            append(matcher, out);
            copied = matcher.end();
            lastEnd = matcher.end();
            at = matcher.end();
        }
        return out.append(value, copied, value.length()).toString();
    }

    private void append(Matcher matcher, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '\\') {
                out.append(character);
                continue;
            }
            char next = text.charAt(++i);
            if (next == '\\') {
                out.append('\\');
            } else {
                String group = matcher.group(next - '0');
                out.append(group == null ? "" : group);
            }
        }
    }

    private boolean isValid(int groups) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                continue;
            }
            i++;
            if (i == text.length()) {
                return false;
            }
            char next = text.charAt(i);
            if (next != '\\' && (next < '0' || next > '9' || next - '0' > groups)) {
                return false;
            }
        }
        return true;
    }
}
