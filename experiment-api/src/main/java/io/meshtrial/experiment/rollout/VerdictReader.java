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

    private VerdictReader() {}

    /** @param treatments names of the treatment variants */
    static Verdict read(String body, Set<String> treatments) {
        try {
            JsonNode json = JSON.readTree(body);
            Word word = word(json.path("word"));
            if (word == null || !json.path("promotion").isArray()) {
                return new Missing("analytics answers something that is no verdict");
            }
            JsonNode reason = json.path("reason");
            return new Given(
                    word,
                    reason.isString() ? reason.asString() : null,
                    json.path("sentence").asString(""),
                    isSilent(json, treatments),
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
