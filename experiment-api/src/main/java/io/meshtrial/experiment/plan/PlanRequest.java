package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.RulesAsJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to plan for an experiment.
 *
 * @param rules instead of the present ones
 * @param ack codes of warnings that are accepted; {@code ?ack=} does the same
 */
@Schema(name = "PlanRequest")
public record PlanRequest(
        @Schema(oneOf = {String.class, Object[].class, RulesAsJson.class}) @Nullable
        JsonNode rules,

        @Nullable List<String> ack) {}
