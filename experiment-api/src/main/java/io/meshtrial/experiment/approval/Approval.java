package io.meshtrial.experiment.approval;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One person's consent to one plan.
 *
 * @param planId the plan; it holds the routes that it would write and the objects that it read
 * @param usedAt when it was used; it is used once
 */
@Schema(name = "Approval")
record Approval(
        String id,
        String experiment,
        String planId,
        String actor,
        @Nullable String reason,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable String usedBy) {}
