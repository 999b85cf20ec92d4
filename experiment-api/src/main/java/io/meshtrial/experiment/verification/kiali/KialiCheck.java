package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One finding of Kiali.
 *
 * @param code such as {@code KIA1107}; empty where Kiali gives none
 * @param path such as {@code spec/http[0]/route[1]/destination}; routes are counted, never named
 */
record KialiCheck(
        String code,
        String severity,
        String message,
        @Nullable String path) {

    /**
     * Requests fail for these, whatever Kiali calls them: a host (1101) or subset (1107) that does not exist, a gateway
     * that does not exist (1102), a DestinationRule for no host (0202). The severity of some depends on settings of the
     * mesh that say nothing about the experiment.
     */
    private static final Set<String> ALWAYS_FAIL = Set.of("KIA1101", "KIA1102", "KIA1107", "KIA0202");

    private static final Set<String> HARMLESS = Set.of("warning", "unknown", "info", "information", "ok", "correct");

    /** What a finding means for the experiment. */
    enum Weight {
        FAILS,
        REMARK,
        /** A severity that nobody has heard of: no pass. */
        UNCLEAR
    }

    static KialiCheck read(JsonNode node) throws UnreadableAnswer {
        String path = JsonAnswer.text(node, "path", "");
        return new KialiCheck(
                JsonAnswer.text(node, "code", ""),
                JsonAnswer.text(node, "severity"),
                JsonAnswer.text(node, "message", ""),
                path.isEmpty() ? null : path);
    }

    Weight weight() {
        if (severity.equals("error") || ALWAYS_FAIL.contains(code)) {
            return Weight.FAILS;
        }
        return HARMLESS.contains(severity) ? Weight.REMARK : Weight.UNCLEAR;
    }
}
