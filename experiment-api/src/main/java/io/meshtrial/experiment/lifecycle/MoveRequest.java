package io.meshtrial.experiment.lifecycle;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why, and on which plan.
 *
 * @param planId where given, the move is made only if the plan still is this one
 * @param variant for {@code promote}: who gets everything; needed where there are several treatments
 * @param rewriteBase for {@code promote}: whether the base routes are handed to the winner, too; the object must carry the
 *     annotation {@code meshtrial.io/allow-base-rewrite: "true"}
 */
@Schema(name = "MoveRequest")
public record MoveRequest(
        @Nullable String planId,
        @Nullable String reason,
        @Nullable String variant,
        @Nullable Boolean rewriteBase) {
    static final MoveRequest EMPTY = new MoveRequest(null, null, null);

    public MoveRequest(@Nullable String planId, @Nullable String reason, @Nullable String variant) {
        this(planId, reason, variant, null);
    }
}
