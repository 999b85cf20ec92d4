package io.meshtrial.experiment.lifecycle;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why, and on which plan.
 *
 * @param planId where given, the move is made only if the plan still is this one
 * @param variant for {@code promote}: who gets everything; needed where there are several treatments
 */
@Schema(name = "MoveRequest")
public record MoveRequest(
        @Nullable String planId,
        @Nullable String reason,
        @Nullable String variant) {
    static final MoveRequest EMPTY = new MoveRequest(null, null, null);
}
