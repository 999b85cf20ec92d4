package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Plans for what a stored experiment is, or would become under other rules. */
@Component
public class CandidatePlans {

    private final Planner planner;
    private final RevisionFactory revisions;

    CandidatePlans(Planner planner, RevisionFactory revisions) {
        this.planner = planner;
        this.revisions = revisions;
    }

    /** @param rules as text or JSON; null for the present ones */
    public PlanView plan(StoredExperiment stored, @Nullable JsonNode rules, Actor actor) {
        return whole(stored, rules, actor, Set.of()).view();
    }

    /** The plan with the routes that it would leave. */
    Plan whole(StoredExperiment stored, @Nullable JsonNode rules, Actor actor, Set<String> acknowledged) {
        return planner.plan(
                stored.experiment(),
                candidate(stored, rules, actor),
                acknowledged,
                stored.experiment().derived());
    }

    private Revision candidate(StoredExperiment stored, @Nullable JsonNode rules, Actor actor) {
        if (rules == null || rules.isNull()) {
            return stored.revision();
        }
        ReadRules read = RuleReader.read(
                rules,
                "/rules",
                stored.spec().variants().stream().map(Variant::name).toList());
        return read.text().equals(stored.revision().rules())
                ? stored.revision()
                : revisions.next(stored, stored.spec(), read, actor, null);
    }
}
