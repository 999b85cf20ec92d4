package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.routing.object.MeshObject;

/**
 * A plan with what it was made of.
 *
 * @param after the VirtualService as the plan would leave it
 */
public record Plan(PlanView view, ReadRules rules, LiveHost live, MeshObject after) {}
