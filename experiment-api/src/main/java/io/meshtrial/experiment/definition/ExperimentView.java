package io.meshtrial.experiment.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An experiment as REST shows it. No token of a revision is in it. */
@Schema(name = "Experiment")
public record ExperimentView(String id, String name, ExperimentSpec spec, Status status, Links links) {

    /**
     * @param version the number in the ETag
     * @param revision number of the newest revision
     * @param observedRevision the revision that the mesh was last brought to; 0 before the first time
     * @param accepted false while a foreign edit that changed the base routes waits for someone to look
     * @param moves what the state allows, as they stand in the address
     * @param targets what each rule gives to each variant
     * @param rollout where the rollout stands; null without a policy and before the start
     * @param verdict what analytics said last; null before it was ever read
     */
    @Schema(name = "ExperimentStatus")
    public record Status(
            String state,
            long version,
            int revision,
            int observedRevision,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            boolean accepted,
            List<String> moves,
            RulesView rules,
            List<TargetAllocation> targets,
            List<StatusCondition> conditions,
            @Nullable PublicationStatus publication,
            List<FindingStatus> findings,
            @Nullable DriftStatus drift,
            @Nullable RolloutStatus rollout,
            @Nullable VerdictStatus verdict,
            List<Derived> derived) {}

    /** The rules both ways; either can be sent back. */
    @Schema(name = "Rules")
    public record RulesView(
            String text,
            @Schema(implementation = RulesAsJson.class) JsonNode json) {

        /** @param text rules that were stored, or can be */
        public static RulesView of(String text) {
            return new RulesView(text, RuleJson.write(RuleReader.stored(text).rules()));
        }
    }

    @Schema(name = "Links")
    public record Links(String self, String history, String stream, String results) {
        static Links of(String id) {
            String self = "/api/v1/experiments/" + id;
            return new Links(self, self + "/history", self + "/stream", "/api/v1/results/" + id);
        }
    }

    public static ExperimentView of(StoredExperiment stored) {
        Experiment experiment = stored.experiment();
        ExperimentStatus seen = stored.status();
        Status status = new Status(
                experiment.state().word(),
                experiment.version(),
                experiment.revision(),
                seen.observedRevision(),
                experiment.createdAt(),
                experiment.state().started(),
                experiment.state().ended(),
                experiment.accepted(),
                Move.legalFrom(experiment.state()),
                RulesView.of(stored.revision().rules()),
                stored.revision().allocations(),
                seen.conditions(),
                seen.publication(),
                seen.findings(),
                seen.drift(),
                seen.rollout(),
                seen.verdict(),
                experiment.derived());
        return new ExperimentView(
                experiment.id(), experiment.spec().name(), experiment.spec(), status, Links.of(experiment.id()));
    }
}
