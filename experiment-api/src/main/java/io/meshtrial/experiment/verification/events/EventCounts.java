package io.meshtrial.experiment.verification.events;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Events of an experiment, as analytics has counted them.
 *
 * @param byVariant those that a variant's own version served, bots included
 * @param total every event of the experiment, those left out of comparisons included
 */
public record EventCounts(Map<String, Long> byVariant, long total) {

    /** What the strata do not hold. Targeted requests are in strata of their own. */
    private static final List<String> LEFT_OUT =
            List.of("bots", "forged", "mismatched", "unattributedFailures", "unassigned", "unknownRevision", "warmUp");

    public EventCounts {
        byVariant = Map.copyOf(byVariant);
    }

    static EventCounts read(JsonNode answer) throws UnreadableAnswer {
        JsonNode method = JsonAnswer.object(answer, "method");
        Map<String, Long> byVariant = new LinkedHashMap<>();
        long total = 0;
        for (JsonNode stratum : JsonAnswer.objects(method, "strata")) {
            for (JsonNode arm : JsonAnswer.objects(stratum, "arms")) {
                long requests = JsonAnswer.whole(arm, "requests");
                total += requests;
                byVariant.merge(JsonAnswer.text(arm, "variant"), requests + JsonAnswer.whole(arm, "bots"), Long::sum);
            }
        }
        JsonNode leftOut = JsonAnswer.object(method, "leftOut");
        for (String member : LEFT_OUT) {
            total += JsonAnswer.whole(leftOut, member);
        }
        return new EventCounts(byVariant, total);
    }
}
