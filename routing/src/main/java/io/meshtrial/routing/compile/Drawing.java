package io.meshtrial.routing.compile;

import io.meshtrial.routing.sticky.DrawnWeights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one rule's units are drawn.
 *
 * @param revision drawing revision: the experiment's revision at which the rule's weights last changed
 * @param token 22 characters of base64url, random per revision
 * @param history for sticky rules: the weights of all drawing revisions whose cookies may still be alive, oldest
 *     first, the present one last; empty for rules drawn per request
 * @param rule what the rule keeps for life; null where rules were never moved: the number is then its ordinal, the first
 *     sticky rule has the experiment's cookie and each further one has its ordinal behind that name
 */
public record Drawing(
        int revision,
        String token,
        List<DrawnWeights> history,
        @Nullable RuleNumber rule) {

    public Drawing {
        history = List.copyOf(history);
    }

    /** Of a rule that stands where it always stood. */
    public Drawing(int revision, String token, List<DrawnWeights> history) {
        this(revision, token, history, null);
    }

    /** A drawing that remembers nothing, as rules drawn per request need. */
    public static Drawing of(int revision, String token) {
        return new Drawing(revision, token, List.of());
    }
}
