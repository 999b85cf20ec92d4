package io.meshtrial.experiment.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A revision as REST shows it: without its token. */
@Schema(name = "Revision")
public record RevisionView(
        int number,
        Instant at,
        String actor,
        @Nullable String reason,
        ExperimentView.RulesView rules,
        List<TargetAllocation> targets) {

    static RevisionView of(Revision revision) {
        return new RevisionView(
                revision.number(),
                revision.at(),
                revision.actor(),
                revision.reason(),
                ExperimentView.RulesView.of(revision.rules()),
                revision.allocations());
    }
}
