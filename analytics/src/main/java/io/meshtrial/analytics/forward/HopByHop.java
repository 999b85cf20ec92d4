package io.meshtrial.analytics.forward;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Header fields that are meant for one connection only (RFC 9110, section 7.6.1), and those that it names. */
final class HopByHop {

    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> BY_CLIENT = Set.of("host", "content-length", "expect");

    private final Set<String> named = new TreeSet<>();

    private HopByHop() {}

    /** @param connection values of the field {@code Connection} */
    static HopByHop of(List<String> connection) {
        HopByHop hops = new HopByHop();
        connection.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .forEach(hops.named::add);
        return hops;
    }

    boolean passes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(":") && !ALWAYS.contains(lower) && !named.contains(lower);
    }

    /** Whether the HTTP client writes that field itself. */
    static boolean isSetByTheClient(String name) {
        return BY_CLIENT.contains(name.toLowerCase(Locale.ROOT));
    }
}
