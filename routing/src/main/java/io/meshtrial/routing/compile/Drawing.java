package io.meshtrial.routing.compile;

import io.meshtrial.routing.sticky.DrawnWeights;
import java.util.List;

/**
 * How one rule's units are drawn.
 *
 * @param revision drawing revision: the experiment's revision at which the rule's weights last changed
 * @param token 22 characters of base64url, random per revision
 * @param history for sticky rules: the weights of all drawing revisions whose cookies may still be alive, oldest
 *     first, the present one last; empty for rules drawn per request
 */
public record Drawing(int revision, String token, List<DrawnWeights> history) {

    public Drawing {
        history = List.copyOf(history);
    }

    /** A drawing that remembers nothing, as rules drawn per request need. */
    public static Drawing of(int revision, String token) {
        return new Drawing(revision, token, List.of());
    }
}
