package io.meshtrial.experiment.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * How the contract describes rules as JSON; {@link io.meshtrial.rules.language.RulesJson} reads and writes them.
 *
 * @param rules in order; each is described in the rule language's reference
 */
@Schema(name = "RulesAsJson", requiredProperties = "rules")
public record RulesAsJson(List<Object> rules) {
    public RulesAsJson {
        rules = List.copyOf(rules);
    }
}
