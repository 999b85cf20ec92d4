package io.meshtrial.rules.evaluate;

import io.meshtrial.rules.evaluate.RequestFacts.HeaderField;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The values of a header that are matched one by one. Most headers are matched value by value; those that Envoy keeps
 * inline are joined with a comma first and matched once (recorded with Envoy 1.40).
 */
final class HeaderValues {

    private static final Set<String> JOINED = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "cache-control",
            "content-type",
            "if-none-match",
            "origin",
            "referer",
            "user-agent",
            "via",
            "x-forwarded-host");

    private HeaderValues() {}

    /** Empty when the header is missing. */
    static List<String> of(RequestFacts facts, String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        List<String> values = facts.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(lowerCase))
                .map(HeaderField::value)
                .toList();
        return values.size() > 1 && JOINED.contains(lowerCase) ? List.of(String.join(",", values)) : values;
    }
}
