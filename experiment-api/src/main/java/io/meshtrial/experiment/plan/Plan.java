package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.routing.diff.Notation;
import io.meshtrial.routing.object.MeshObject;
import org.jspecify.annotations.Nullable;

/**
 * A plan with what it was made of.
 *
 * @param revision that it would apply
 * @param prepared the host with the subsets that will be there before the routes are
 * @param after the VirtualService as the plan would leave it
 */
public record Plan(PlanView view, Revision revision, LiveHost live, LiveHost prepared, MeshObject after) {

    /** The view, its diff written so; people read YAML unless they ask for something else. */
    PlanView view(@Nullable Notation notation) {
        return notation == null || notation == Notation.YAML
                ? view
                : view.with(DiffBuilder.between(
                        Redaction.of(live.virtualService()), Redaction.of(after), view.experiment(), notation));
    }
}
