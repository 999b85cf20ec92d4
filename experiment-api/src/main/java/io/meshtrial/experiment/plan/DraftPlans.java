package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.SpecBuilder;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Plans of what might become an experiment; nothing is stored. */
@Component
class DraftPlans {

    /** @param id of the draft, or a stand-in where it has none yet */
    record Drafted(String id, ExperimentSpec spec, Plan plan) {}

    private final Planner planner;
    private final SpecBuilder specs;
    private final RevisionFactory revisions;
    private final Clock clock;

    DraftPlans(Planner planner, SpecBuilder specs, RevisionFactory revisions, Clock clock) {
        this.planner = planner;
        this.specs = specs;
        this.revisions = revisions;
        this.clock = clock;
    }

    /** @param acknowledged codes of warnings that the caller accepts */
    Drafted plan(ExperimentDraft draft, Set<String> acknowledged, Actor actor) {
        boolean unnamed =
                draft.id() == null && (draft.name() == null || draft.name().isBlank());
        SpecBuilder.Built built = specs.build(unnamed ? draft.withId("new-experiment") : draft, actor.name());
        actor.require(built.spec().namespace(), Role.VIEWER);
        Experiment experiment = new Experiment(
                built.id(), 0, built.spec(), new ExperimentState.Draft(), 1, clock.instant(), true, built.derived());
        Revision revision = revisions.first(built.spec(), built.rules(), actor);
        return new Drafted(built.id(), built.spec(), planner.plan(experiment, revision, acknowledged, built.derived()));
    }
}
