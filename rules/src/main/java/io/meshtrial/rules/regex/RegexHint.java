package io.meshtrial.rules.regex;

/** What to write instead of the Perl and Java forms that RE2 does not have. */
final class RegexHint {

    private RegexHint() {}

    static String of(String regex, String fragment) {
        if (fragment.startsWith("(?!") || fragment.startsWith("(?=") || fragment.startsWith("(?<")) {
            return "RE2 has no look-around; exclude with and not, as in: path matches \"a.*\" and not path is /abc";
        }
        if (fragment.matches("\\\\[1-9k].*")) {
            return "RE2 has no back-references; write the alternatives out";
        }
        if (fragment.startsWith("(?>") || fragment.matches("[*+?}]\\+")) {
            return "RE2 has no atomic groups or possessive repeats; leave them out, it never backtracks";
        }
        if (regex.startsWith("*")) {
            return "write .* for any text, or present for a field that is there";
        }
        if (fragment.startsWith("\\")) {
            return "RE2 has no such escape; see its syntax page";
        }
        return "only RE2 syntax is taken, since that is what Envoy runs";
    }
}
