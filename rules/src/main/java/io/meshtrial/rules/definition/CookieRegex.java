package io.meshtrial.rules.definition;

import com.google.re2j.Pattern;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.RegexFault;
import io.meshtrial.rules.regex.RegexScanner;
import io.meshtrial.rules.regex.RegexToken;
import java.util.Optional;

/**
 * A condition on a cookie, said as one RE2 expression over a whole {@code Cookie} header, which is all that Istio
 * offers. It holds when any cookie of that name in the header has a matching value; the value ends at the next semicolon,
 * blanks before that semicolon not counted. An expression for the value is therefore narrowed so that it takes no
 * semicolon.
 */
public final class CookieRegex {

    private static final String NOT_A_SEMICOLON = "[^;]";

    private CookieRegex() {}

    /**
     * The expression over one {@code Cookie} header, full match.
     *
     * @throws IllegalArgumentException for an expression that {@link #fault} complains about
     */
    public static String header(String name, TextMatch match) {
        return "(?:.*;\\s*)?" + Pattern.quote(name) + "=" + value(match) + "\\s*(?:;.*)?";
    }

    /** Why an expression cannot be narrowed to one cookie's value, or nothing when it can. */
    public static Optional<RegexFault> fault(String regex) {
        return RegexScanner.scan(regex).stream()
                .flatMap(token -> complaint(token).stream())
                .findFirst();
    }

    private static String value(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact(String value) -> Pattern.quote(value);
            case TextMatch.Prefix(String value) -> Pattern.quote(value) + NOT_A_SEMICOLON + "*";
            case TextMatch.Regex(String regex) -> "(?:" + narrowed(regex) + ")";
            case TextMatch.Present() -> NOT_A_SEMICOLON + "*";
        };
    }

    private static String narrowed(String regex) {
        var narrowed = new StringBuilder();
        for (RegexToken token : RegexScanner.scan(regex)) {
            complaint(token).ifPresent(fault -> {
                throw new IllegalArgumentException("cookie regex " + regex + ": " + fault.reason());
            });
            narrowed.append(narrowed(token));
        }
        return narrowed.toString();
    }

    private static String narrowed(RegexToken token) {
        String text = token.text();
        return switch (token.kind()) {
            case DOT -> NOT_A_SEMICOLON;
            case ESCAPE -> takesSemicolon(text) ? "[^;" + positive(text) + "]" : text;
            case CHARACTER_CLASS -> takesSemicolon(text) ? "[^;" + protectedMembers(text.substring(2)) : text;
            default -> text;
        };
    }

    /** The members of a negated class after another member: a bracket or hyphen in the first place stays a literal. */
    private static String protectedMembers(String members) {
        return members.startsWith("]") || members.startsWith("-") ? "\\" + members : members;
    }

    private static String positive(String negatedEscape) {
        return negatedEscape.substring(0, 1)
                + Character.toLowerCase(negatedEscape.charAt(1))
                + negatedEscape.substring(2);
    }

    private static Optional<RegexFault> complaint(RegexToken token) {
        String text = token.text();
        return switch (token.kind()) {
            case ANCHOR ->
                text.equalsIgnoreCase("\\b")
                        ? Optional.empty()
                        : fault(
                                token,
                                "an anchor inside a cookie's value matches nowhere",
                                "leave " + text + " out: the whole value is compared anyway");
            case LITERAL, QUOTED -> text.indexOf(';') >= 0 ? semicolon(token) : Optional.empty();
            case ESCAPE ->
                takesSemicolon(text) && !text.matches("\\\\(?:[DSW]|P(?!\\{\\^).+)")
                        ? semicolon(token)
                        : Optional.empty();
            case CHARACTER_CLASS ->
                takesSemicolon(text) && !text.startsWith("[^") ? semicolon(token) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<RegexFault> semicolon(RegexToken token) {
        return fault(token, "a cookie's value never holds a semicolon", "leave the semicolon out of " + token.text());
    }

    private static Optional<RegexFault> fault(RegexToken token, String reason, String hint) {
        return Optional.of(new RegexFault(token.offset(), token.text().length(), reason, hint));
    }

    private static boolean takesSemicolon(String element) {
        return Pattern.matches(element, ";");
    }
}
