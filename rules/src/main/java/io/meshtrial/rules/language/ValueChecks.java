package io.meshtrial.rules.language;

import io.meshtrial.rules.definition.NormalPath;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Exact and prefix values that Istio refuses or that no request can ever have. */
final class ValueChecks {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private ValueChecks() {}

    /** @param prefix whether the value is only how the text begins */
    static Optional<Complaint> check(Field field, String value, boolean prefix) {
        if (prefix && value.isEmpty()) {
            return invalid(
                    "Istio refuses an empty beginning",
                    field.isNamed() ? "write present for a field that is there" : "leave the condition out");
        }
        return switch (field) {
            case HEADER -> header(value, prefix);
            case COOKIE -> cookie(value);
            case QUERY -> query(value);
            case PATH -> path(value, prefix);
            case METHOD -> method(value);
            case HOST -> host(value);
        };
    }

    private static Optional<Complaint> header(String value, boolean prefix) {
        boolean outerBlank = !value.isEmpty()
                && (isBlank(value.charAt(0)) || (!prefix && isBlank(value.charAt(value.length() - 1))));
        return outerBlank
                ? invalid("blanks around a header's value are cut off on the way", "leave the outer blanks out")
                : Optional.empty();
    }

    private static Optional<Complaint> cookie(String value) {
        return value.indexOf(';') >= 0
                ? invalid("a cookie's value never holds a semicolon", "leave the semicolon out")
                : Optional.empty();
    }

    private static Optional<Complaint> query(String value) {
        if (value.chars().anyMatch(character -> character == '&' || character == '#')) {
            return invalid("a query parameter's value ends at & and #", "write %26 or %23 as the client sends it");
        }
        return isVisibleAscii(value)
                ? Optional.empty()
                : invalid("query parameters are compared as sent, percent-encoded", "write %20 for a blank");
    }

    private static Optional<Complaint> path(String value, boolean prefix) {
        if (!value.startsWith("/")) {
            return invalid("a path begins with /", "write /" + value);
        }
        if (value.indexOf('?') >= 0 || value.indexOf('#') >= 0) {
            return invalid("the path is compared without its query", "write query NAME is VALUE beside it");
        }
        if (!isVisibleAscii(value)) {
            return invalid("a path is compared as sent, percent-encoded", "write %C3%A9 for é and %20 for a blank");
        }
        String normal = NormalPath.of(value);
        return prefix || normal.equals(value)
                ? Optional.empty()
                : invalid("Envoy rewrites this path before it matches", "write " + normal);
    }

    private static Optional<Complaint> method(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (value.isEmpty()) {
            return invalid("a method is never empty", "write GET or another method");
        }
        return METHODS.contains(upper) && !upper.equals(value)
                ? invalid("methods are compared with their case", "write " + upper)
                : Optional.empty();
    }

    private static Optional<Complaint> host(String value) {
        if (value.isEmpty()) {
            return invalid("a host is never empty", "leave the condition out");
        }
        return !isVisibleAscii(value) || value.indexOf('/') >= 0
                ? invalid("a host is a name and perhaps a port", "write shop.example or shop.example:8080")
                : Optional.empty();
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isVisibleAscii(String value) {
        return value.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }

    private static Optional<Complaint> invalid(String reason, String hint) {
        return Optional.of(new Complaint(RejectionCode.INVALID_VALUE, reason, "a value that a request can have", hint));
    }
}
