package io.meshtrial.rules.language;

import io.meshtrial.rules.model.VariantName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of headers, cookies, query parameters and variants that can never be matched or written. */
final class NameChecks {

    /** RFC 9110, section 5.6.2. */
    private static final Pattern HTTP_TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern QUERY_NAME = Pattern.compile("[!-~&&[^&=#]]+");
    private static final int LONGEST = 256;

    private static final Map<String, String> HAS_ITS_OWN_WORD = Map.of(
            ":path", "write path is /…",
            ":method", "write method is …",
            ":authority", "write host is …",
            "host", "write host is …");

    /** Envoy takes these off a request before it matches. */
    private static final Set<String> TAKEN_OFF =
            Set.of("connection", "te", "transfer-encoding", "upgrade", "keep-alive", "proxy-connection");

    private NameChecks() {}

    static Optional<Complaint> field(Field field, String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return invalid(
                    "a " + field.text() + " name has 1 to " + LONGEST + " characters",
                    "name the field as the client sends it");
        }
        return switch (field) {
            case HEADER -> header(name.toLowerCase(Locale.ROOT));
            case COOKIE ->
                HTTP_TOKEN.matcher(name).matches()
                        ? Optional.empty()
                        : invalid(name + " cannot be a cookie's name", "use letters, digits and -_.");
            case QUERY ->
                QUERY_NAME.matcher(name).matches()
                        ? Optional.empty()
                        : invalid(
                                "no query parameter can be called " + name,
                                "names are compared as sent: percent-encode what is not ASCII, leave & = # out");
            case PATH, METHOD, HOST -> Optional.empty();
        };
    }

    private static Optional<Complaint> header(String name) {
        String ownWord = HAS_ITS_OWN_WORD.get(name);
        if (ownWord != null) {
            return invalid(name + " is not matched as a header", ownWord);
        }
        if (!HTTP_TOKEN.matcher(name).matches()) {
            return invalid(name + " cannot be a header's name", "use letters, digits and hyphens");
        }
        if (TAKEN_OFF.contains(name) || name.startsWith("x-envoy-")) {
            return invalid("Envoy takes " + name + " off every request before it matches", "use a header of your own");
        }
        if (name.startsWith("x-meshtrial")) {
            return invalid(name + " is set by the platform itself", "use a header of your own");
        }
        return Optional.empty();
    }

    static Optional<Complaint> variant(String name) {
        return VariantName.isSound(name)
                ? Optional.empty()
                : Optional.of(new Complaint(
                        RejectionCode.INVALID_VARIANT,
                        (name.isEmpty() ? "an empty name" : name) + " cannot be a variant's name",
                        "1 to 40 letters, digits, hyphens or underscores",
                        "name a variant of the experiment, such as v2"));
    }

    private static Optional<Complaint> invalid(String reason, String hint) {
        return Optional.of(new Complaint(RejectionCode.INVALID_NAME, reason, "a name that a request can carry", hint));
    }
}
