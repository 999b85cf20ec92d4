package io.meshtrial.experiment.approval;

import io.meshtrial.experiment.definition.RulesAsJson;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is approved.
 *
 * @param planId of the plan that was looked at
 * @param rules what the plan was made for, where that is not the present rules; as in a plan request
 * @param rewriteBase whether the base routes may be handed over with the promotion, too
 */
@Schema(name = "ApprovalRequest", requiredProperties = "planId")
record ApprovalRequest(
        @Nullable String planId,

        @Schema(oneOf = {String.class, Object[].class, RulesAsJson.class}) @Nullable
        JsonNode rules,

        @Nullable Boolean rewriteBase,
        @Nullable String reason) {}
