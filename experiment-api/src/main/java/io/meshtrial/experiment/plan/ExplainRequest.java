package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.RulesAsJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to be explained: either a pasted curl line, or its parts.
 *
 * @param headers name to value, or to an array of values
 * @param rules of a stored experiment, instead of its present ones: then the routes are looked at as these would leave
 *     them
 */
@Schema(name = "ExplainRequest")
public record ExplainRequest(
        @Schema(example = "curl 'http://catalog.example/Weather' -A 'Mozilla/5.0 …'") @Nullable
        String curl,

        @Nullable String method,
        @Nullable String host,
        @Nullable String path,
        @Schema(implementation = Map.class) @Nullable Map<String, JsonNode> headers,

        @Schema(oneOf = {String.class, Object[].class, RulesAsJson.class}) @Nullable
        JsonNode rules) {}
