package io.meshtrial.events.emission;

import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Copies that a mirroring proxy makes of requests. They are nobody's requests and make no event: a copy that reaches the
 * version which answered the original would otherwise be the same person's second request.
 *
 * <p>Envoy appends a suffix to the copy's host unless its configuration says otherwise, as that of newer istiods does. What
 * carries none is told from the original only where another version answers it, by the version.
 */
public final class MirrorCopies {

    private final String suffix;
    private final Counter copies;

    /**
     * @param suffix of the host; empty where no proxy appends any
     * @param copies counts them
     */
    MirrorCopies(String suffix, Counter copies) {
        this.suffix = suffix;
        this.copies = copies;
    }

    /** Whether a request is a copy, which is counted then. Envoy's suffix stands before the port, in older ones behind it. */
    public boolean take(@Nullable String authority) {
        if (authority == null || suffix.isEmpty()) {
            return false;
        }
        int port = authority.lastIndexOf(':');
        boolean copy = authority.endsWith(suffix) || port > 0 && authority.startsWith(suffix, port - suffix.length());
        if (copy) {
            copies.increment();
        }
        return copy;
    }
}
