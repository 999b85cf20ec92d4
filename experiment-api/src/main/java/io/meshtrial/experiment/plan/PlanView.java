package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.meshtrial.experiment.definition.Derived;
import io.meshtrial.experiment.definition.ExperimentView.RulesView;
import io.meshtrial.experiment.definition.FindingStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan. It shows no token.
 *
 * @param planId bound to the specs that were read and the routes that came out
 * @param revision the number that applying would give to the rules
 * @param applicable whether nothing stands in the way
 * @param blockedBy codes of the findings that do
 * @param whoGetsWhat rows that cover every request to the host, without overlap
 * @param samples well-known browsers, where each goes now and where it would go
 * @param read what the plan was computed on
 * @param dryRun what the Kubernetes API says to it; null where it was not asked
 */
@Schema(name = "Plan")
public record PlanView(
        String planId,
        String experiment,
        int revision,
        boolean applicable,
        List<String> blockedBy,
        RulesView rules,
        List<Read> read,
        List<Route> routes,
        Diff diff,
        List<AudienceRow> whoGetsWhat,
        List<SampleRequest> samples,
        List<FindingStatus> findings,
        @Nullable ServerDryRun dryRun,
        List<Derived> derived) {

    PlanView with(Diff written) {
        return new PlanView(
                planId,
                experiment,
                revision,
                applicable,
                blockedBy,
                rules,
                read,
                routes,
                written,
                whoGetsWhat,
                samples,
                findings,
                dryRun,
                derived);
    }

    /** @param hash SHA-256 of the canonical spec */
    @Schema(name = "PlanRead")
    public record Read(String object, String hash) {}

    /** @param route the element of {@code spec.http} */
    @Schema(name = "PlanRoute")
    public record Route(
            String name,
            String object,
            String rule,
            @Nullable Integer line,

            @JsonRawValue @Schema(implementation = Object.class)
            String route) {}

    /** @param foreignLines how many lines nobody here touches */
    @Schema(name = "PlanDiff")
    public record Diff(String object, int added, int removed, int foreignLines, List<Line> lines) {}

    @Schema(name = "PlanDiffLine")
    public record Line(Change change, Owner owner, String text) {}

    public enum Change {
        SAME,
        ADDED,
        REMOVED,
        /** Stands elsewhere afterwards, unchanged; shown where it stands then. */
        MOVED
    }

    public enum Owner {
        OURS,
        FOREIGN
    }

    /** @param parts of 10 000 */
    @Schema(name = "TrafficShare")
    public record Share(@Nullable String variant, String service, int parts) {}

    /** A request, where it goes now, and where it would go. */
    @Schema(name = "SampleRequest")
    public record SampleRequest(
            String request,
            String method,
            String path,
            Map<String, String> headers,
            List<Share> before,
            List<Share> after,
            DecidedBy decidedBy) {}

    /** @param route its name, or its place in the object */
    @Schema(name = "DecidedBy")
    public record DecidedBy(
            String route,
            Owner owner,
            @Nullable String rule,
            @Nullable Integer line,
            @Nullable String text,
            String object,
            int index) {}

    @Schema(name = "ServerDryRun")
    public record ServerDryRun(
            boolean accepted,
            List<String> warnings,
            @Nullable String message) {}
}
