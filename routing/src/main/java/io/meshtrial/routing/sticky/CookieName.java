package io.meshtrial.routing.sticky;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that a cookie may have: tokens (RFC 6265, section 4.1.1), and what browsers ask of two prefixes. */
public final class CookieName {

    /** Room for the name in an identity header and, several times, in a regex of 1024 characters. */
    public static final int LONGEST = 64;

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private CookieName() {}

    /**
     * What speaks against a name, for people; empty for a sound one.
     *
     * @param secure whether the cookie is sent over TLS only
     * @param path its attribute Path
     */
    public static Optional<String> fault(String name, boolean secure, String path) {
        if (name.length() > LONGEST || !TOKEN.matcher(name).matches()) {
            return Optional.of("is 1 to " + LONGEST + " letters, digits and any of !#$%&'*+-.^_`|~");
        }
        if (name.startsWith("$")) {
            return Optional.of("does not begin with $: some servers take such a cookie for an attribute");
        }
        // RFC 6265bis, section 4.1.3; browsers compare the prefixes without case.
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("__secure-") && !secure) {
            return Optional.of("begins with __Secure- only with secure: browsers drop it otherwise");
        }
        if (lower.startsWith("__host-") && !(secure && path.equals("/"))) {
            return Optional.of("begins with __Host- only with secure and the path /: browsers drop it otherwise");
        }
        return Optional.empty();
    }
}
