package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.plan.PlanView.DecidedBy;
import io.meshtrial.experiment.plan.PlanView.Owner;
import io.meshtrial.experiment.plan.PlanView.Share;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, and why not elsewhere.
 *
 * @param preview the plan whose routes were looked at; null for the live ones
 */
@Schema(name = "Explanation")
public record ExplainView(
        String experiment,
        @Nullable String preview,
        Asked request,
        Outcome outcome,
        List<Share> shares,
        DecidedBy decidedBy,
        String reason,
        List<Skipped> skipped) {

    public enum Outcome {
        FORWARDED,
        ANSWERED,
        NO_ROUTE,
        PASSED_THROUGH,
        REFUSED
    }

    /** The request as it was understood. */
    @Schema(name = "ExplainedRequest")
    public record Asked(String method, String host, String path, Map<String, List<String>> headers) {}

    /** A route that was looked at before, and the first field that did not match. */
    @Schema(name = "SkippedRoute")
    public record Skipped(
            String route, Owner owner, String object, int index, String field, String expected, String actual) {}
}
