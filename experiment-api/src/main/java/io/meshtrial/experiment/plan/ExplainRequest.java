package io.meshtrial.experiment.plan;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to be explained: either a pasted curl line, or its parts.
 *
 * @param headers name to value, or to an array of values
 */
@Schema(name = "ExplainRequest")
public record ExplainRequest(
        @Schema(example = "curl 'http://catalog.example/Weather' -A 'Mozilla/5.0 …'") @Nullable
        String curl,

        @Nullable String method,
        @Nullable String host,
        @Nullable String path,
        @Schema(implementation = Map.class) @Nullable Map<String, JsonNode> headers) {}
