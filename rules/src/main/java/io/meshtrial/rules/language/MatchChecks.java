package io.meshtrial.rules.language;

import io.meshtrial.rules.definition.CookieRegex;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.RegexCheck;
import io.meshtrial.rules.regex.RegexFault;
import io.meshtrial.rules.regex.RegexScanner;
import io.meshtrial.rules.regex.RegexSize;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checks the matches of one rule list, and how much work all its regexes together may make. */
final class MatchChecks {

    /** States of all different regexes of one rule list together. */
    static final int MAX_STATES_IN_ALL = 30_000;

    private final Map<String, Optional<RegexFault>> checked = new HashMap<>();
    private long states;

    Optional<FieldFault> check(Field field, String name, TextMatch match) {
        return switch (match) {
            case TextMatch.Exact(String value) -> literal(field, name, match, value, false);
            case TextMatch.Prefix(String value) -> literal(field, name, match, value, true);
            case TextMatch.Regex(String regex) -> regex(field, name, regex);
            case TextMatch.Present() -> field.isNamed() ? Optional.empty() : alwaysThere(field);
        };
    }

    private static Optional<FieldFault> literal(
            Field field, String name, TextMatch match, String value, boolean prefix) {
        return ValueChecks.check(field, value, prefix)
                .or(() -> field == Field.COOKIE ? cookieLength(name, match) : Optional.empty())
                .map(complaint -> FieldFault.of(value, complaint));
    }

    private static Optional<FieldFault> alwaysThere(Field field) {
        return Optional.of(FieldFault.of(
                "",
                new Complaint(
                        RejectionCode.INVALID_VALUE,
                        "every request has a " + field.text(),
                        "is, starts with or matches",
                        "leave the condition out")));
    }

    private Optional<FieldFault> regex(Field field, String name, String regex) {
        if (isTooLargeInAll(regex)) {
            return Optional.of(FieldFault.of(
                    regex,
                    new Complaint(
                            RejectionCode.REGEXES_TOO_LARGE,
                            "the regexes of these rules grow to more than " + MAX_STATES_IN_ALL + " states together",
                            "smaller repeat counts",
                            "use + and * instead of counts")));
        }
        return checked.computeIfAbsent(regex, RegexCheck::check)
                .or(() -> field == Field.COOKIE ? CookieRegex.fault(regex) : Optional.empty())
                .map(MatchChecks::invalid)
                .or(() -> field == Field.COOKIE
                        ? cookieLength(name, new TextMatch.Regex(regex))
                                .map(complaint -> FieldFault.of(regex, complaint))
                        : Optional.empty());
    }

    private boolean isTooLargeInAll(String regex) {
        if (!checked.containsKey(regex) && regex.length() <= RegexCheck.MAX_BYTES) {
            long needed = RegexSize.of(RegexScanner.scan(regex)).states();
            states += needed > RegexCheck.MAX_STATES ? 0 : needed;
        }
        return states > MAX_STATES_IN_ALL;
    }

    private static FieldFault invalid(RegexFault fault) {
        return new FieldFault(
                new Complaint(
                        RejectionCode.INVALID_REGEX,
                        fault.reason(),
                        "an RE2 regex of at most " + RegexCheck.MAX_BYTES + " bytes that Envoy can run",
                        fault.hint()),
                fault.offset(),
                fault.length());
    }

    /** Istio has no cookie match: a cookie condition becomes one regex over the Cookie header. */
    private static Optional<Complaint> cookieLength(String name, TextMatch match) {
        int bytes = CookieRegex.header(name, match).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= RegexCheck.MAX_BYTES
                ? Optional.empty()
                : Optional.of(new Complaint(
                        RejectionCode.INVALID_VALUE,
                        "the cookie's name and value make a regex of " + bytes + " bytes, Istio takes at most "
                                + RegexCheck.MAX_BYTES,
                        "a shorter value",
                        "compare how the value begins"));
    }
}
