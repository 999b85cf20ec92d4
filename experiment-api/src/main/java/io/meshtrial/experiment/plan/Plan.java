package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.routing.object.MeshObject;

/**
 * A plan with what it was made of.
 *
 * @param revision that it would apply
 * @param prepared the host with the subsets that will be there before the routes are
 * @param after the VirtualService as the plan would leave it
 */
public record Plan(PlanView view, Revision revision, LiveHost live, LiveHost prepared, MeshObject after) {}
