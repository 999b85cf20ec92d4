package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.rules.language.JsonRejection;
import io.meshtrial.rules.language.JsonResult;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.language.RulesJson;
import io.meshtrial.rules.model.Rules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules as JSON, in the shape that {@link RulesJson} describes; the array of rules alone is taken too. */
final class RuleJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RuleJson() {}

    static JsonNode write(Rules rules) {
        return JSON.valueToTree(RulesJson.write(rules));
    }

    static ReadRules read(JsonNode sent, String pointer, Collection<String> variants) {
        Object tree = JSON.treeToValue(sent, Object.class);
        boolean bare = sent.isArray();
        return switch (RulesJson.read(bare ? Map.of("rules", tree) : tree)) {
            case JsonResult.Refused refused -> throw rejected(refused.rejections(), pointer, bare);
            case JsonResult.Read read -> RuleReader.read(RuleFormatter.format(read.rules()), pointer, variants);
        };
    }

    private static ProblemException rejected(List<JsonRejection> rejections, String pointer, boolean bare) {
        List<ProblemError> errors = rejections.stream()
                .map(rejection -> new ProblemError(
                        pointer + (bare ? rejection.pointer().replaceFirst("^/rules", "") : rejection.pointer()),
                        rejection.reason(),
                        null,
                        null,
                        rejection.expected(),
                        rejection.hint()))
                .toList();
        return new ProblemException(
                ProblemType.RULES_REJECTED,
                errors.getFirst().pointer() + ": " + errors.getFirst().detail() + ".",
                errors,
                Map.of("codes", rejections.stream().map(r -> r.code().text()).toList()));
    }
}
