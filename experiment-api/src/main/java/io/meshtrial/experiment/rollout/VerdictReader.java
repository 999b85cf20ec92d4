package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.rollout.Verdict.Bound;
import io.meshtrial.experiment.rollout.Verdict.Given;
import io.meshtrial.experiment.rollout.Verdict.Missing;
import io.meshtrial.experiment.rollout.Verdict.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the verdict of docs/reference/results.md. What cannot be read is missing; nothing is filled in. */
final class VerdictReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SAMPLE_RATIO = "SAMPLE_RATIO";
    private static final String ARM_SILENT = "ARM_SILENT";
    private static final String OLDER_THAN = "OLDER_THAN";

    private VerdictReader() {}

    /** @param treatments names of the treatment variants */
    static Verdict read(String body, Set<String> treatments) {
        try {
            JsonNode json = JSON.readTree(body);
            Word word = word(json.path("word"));
            if (word == null || !json.path("promotion").isArray()) {
                return new Missing("analytics answers something that is no verdict");
            }
            if (word == Word.INSUFFICIENT_DATA && isQuiet(json)) {
                // Bounds of before are no pass, whatever margins a step has of its own.
                return new Missing("nobody calls: analytics has only what was counted before");
            }
            boolean crash = word == Word.HARM && isCrash(json, treatments);
            JsonNode reason = json.path("reason");
            return new Given(
                    // How long a treatment may be silent is said by the policy, which analytics does not know.
                    crash ? Word.CANNOT_JUDGE : word,
                    crash ? ARM_SILENT : reason.isString() ? reason.asString() : null,
                    json.path("sentence").asString(""),
                    crash || isSilent(json, treatments),
                    json.path("blindToUnreachablePods").asBoolean(true),
                    bounds(json.path("promotion")),
                    isMet(json.path("promotion"), "sample-ratio"),
                    isAllMet(json.path("promotion")));
        } catch (JacksonException notJson) {
            return new Missing("analytics answers something that is no JSON");
        }
    }

    private static @Nullable Word word(JsonNode node) {
        for (Word word : Word.values()) {
            if (word.name().equals(node.asString(""))) {
                return word;
            }
        }
        return null;
    }

    /** No event of any arm for too long, while gateways say that nobody calls. */
    private static boolean isQuiet(JsonNode json) {
        return json.path("deciding")
                .valueStream()
                .anyMatch(deciding -> deciding.path("relation").asString("").equals(OLDER_THAN)
                        && !deciding.path("variant").isString());
    }

    /** Harm that nothing shows but treatments' silence. */
    private static boolean isCrash(JsonNode json, Set<String> treatments) {
        JsonNode deciding = json.path("deciding");
        return !deciding.isEmpty()
                && deciding.valueStream()
                        .allMatch(one -> one.path("relation").asString("").equals(OLDER_THAN)
                                && treatments.contains(one.path("variant").asString("")));
    }

    /** A treatment that sends nothing, or less than its share: a version that crashes sends no events. */
    private static boolean isSilent(JsonNode json, Set<String> treatments) {
        String reason = json.path("reason").asString("");
        if (!reason.equals(ARM_SILENT) && !reason.equals(SAMPLE_RATIO)) {
            return false;
        }
        for (JsonNode deciding : json.path("deciding")) {
            boolean treatment = treatments.contains(deciding.path("variant").asString(""));
            boolean shortOfShare = deciding.path("bound").isNumber()
                    && deciding.path("limit").isNumber()
                    && deciding.path("bound").asDouble()
                            < deciding.path("limit").asDouble();
            if (treatment && (reason.equals(ARM_SILENT) || shortOfShare)) {
                return true;
            }
        }
        return false;
    }

    private static List<Bound> bounds(JsonNode promotion) {
        List<Bound> bounds = new ArrayList<>();
        for (JsonNode condition : promotion) {
            if (condition.path("kind").asString("").equals("BOUND")) {
                JsonNode bound = condition.path("bound");
                JsonNode limit = condition.path("limit");
                bounds.add(new Bound(
                        condition.path("condition").asString(""),
                        bound.isNumber() && limit.isNumber() ? bound.asDouble() : null,
                        limit.asDouble(0)));
            }
        }
        return bounds;
    }

    private static boolean isMet(JsonNode promotion, String name) {
        for (JsonNode condition : promotion) {
            if (condition.path("condition").asString("").equals(name)) {
                return condition.path("state").asString("").equals("MET");
            }
        }
        return false;
    }

    private static boolean isAllMet(JsonNode promotion) {
        return !promotion.isEmpty()
                && promotion
                        .valueStream()
                        .allMatch(condition ->
                                condition.path("state").asString("").equals("MET"));
    }
}
