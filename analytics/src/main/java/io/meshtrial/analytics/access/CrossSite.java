package io.meshtrial.analytics.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises what a page of another site makes a browser send. It matters where no token is asked for: whoever reaches
 * loopback is let in there, and a browser reaches it for any page. Names that resolve to loopback (DNS rebinding) are
 * caught by the Host header.
 */
final class CrossSite {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private CrossSite() {}

    static boolean isBehind(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return !LOOPBACK.contains(request.getServerName().toLowerCase(Locale.ROOT))
                || (site != null && !OWN.contains(site))
                || (origin != null && !LOOPBACK.contains(hostOf(origin)));
    }

    private static @Nullable String hostOf(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }
}
