package io.meshtrial.routing.sticky;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of the cookie that keeps a draw.
 *
 * @param cookieName null for {@code mt-<experiment>}
 * @param maxAge counted from the draw and never renewed, so it must exceed the planned duration
 * @param secure whether browsers send it over TLS only; right where the gateway's listener is TLS
 * @param privateResponses whether responses of draws carry {@code Cache-Control: private}, without which a shared
 *     cache would spread one arm
 */
public record StickySettings(
        @Nullable String cookieName,
        Duration maxAge,
        String path,
        SameSite sameSite,
        boolean httpOnly,
        boolean secure,
        boolean privateResponses) {

    public StickySettings {
        if (cookieName != null) {
            String name = cookieName;
            CookieName.fault(name, secure, path).ifPresent(fault -> {
                throw new IllegalArgumentException("a cookie's name " + fault + ", not: " + name);
            });
        }
    }

    /** Cookie attribute SameSite (RFC 6265bis, section 5.4.7). */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public static StickySettings defaults() {
        return new StickySettings(null, Duration.ofDays(30), "/", SameSite.LAX, true, false, true);
    }
}
