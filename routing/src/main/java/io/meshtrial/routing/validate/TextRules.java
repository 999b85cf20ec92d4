package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.meshtrial.rules.regex.RegexCheck;
import io.meshtrial.rules.regex.RegexFault;
import io.meshtrial.rules.regex.RegexScanner;
import io.meshtrial.rules.regex.RegexSize;
import java.nio.charset.StandardCharsets;

/** Istio's StringMatch, and texts that go into the proxies' configuration as they stand. */
final class TextRules {

    private TextRules() {}

    /** @param emptyPrefix whether an empty prefix is taken, as it is for the uri */
    static void match(JsonNode match, Place field, boolean emptyPrefix, Report report) {
        if (match.hasNonNull("prefix") && match.path("prefix").asText().isEmpty() && !emptyPrefix) {
            report.refused("empty-match", field + ": the prefix is empty", "write {} for \"present\"");
        }
        if (match.hasNonNull("regex")) {
            regex(match.path("regex").asText(), field, report);
        }
    }

    /** istiod reads code points, the proxies bytes: what only istiod takes is a poison pill. */
    static void regex(String regex, Place field, Report report) {
        if (report.sound().regexes().contains(regex)) {
            return;
        }
        RegexFault fault = RegexCheck.check(regex).orElse(null);
        if (fault == null) {
            report.sound().regexes().add(regex);
            return;
        }
        RegexSize size = RegexSize.of(RegexScanner.scan(regex));
        String message = field + ": " + fault.reason();
        if (!istiodTakes(regex, size)) {
            report.refused("invalid-regex", message, fault.hint());
        } else if (size.states() > RegexCheck.MAX_STATES) {
            report.warned("costly-regex", message, fault.hint());
        } else {
            report.poison(message, fault.hint());
        }
    }

    private static boolean istiodTakes(String regex, RegexSize size) {
        if (regex.isEmpty()
                || regex.getBytes(StandardCharsets.UTF_8).length > RegexCheck.MAX_BYTES
                || size.repetition() > RegexSize.MAX_REPETITION) {
            return false;
        }
        try {
            Pattern.compile(regex);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Whether a text holds a line break or NUL, which no header and no path can. */
    static boolean breaksLine(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0;
    }

    /** Line breaks and NUL in a text that becomes part of a header or a path. */
    static void singleLine(JsonNode text, String field, Report report) {
        if (breaksLine(text.asText(""))) {
            report.poison(field + " holds a line break or NUL", "remove it");
        }
    }
}
