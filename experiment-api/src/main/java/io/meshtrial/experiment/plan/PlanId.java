package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Binds a plan to what was read and what came out. */
final class PlanId {

    private PlanId() {}

    static List<PlanView.Read> reads(LiveHost live) {
        List<PlanView.Read> reads = new ArrayList<>();
        reads.add(read(live.virtualService()));
        live.destinationRules().stream()
                .filter(rule -> rule.namespace().equals(live.virtualService().namespace()))
                .forEach(rule -> reads.add(read(rule)));
        return reads;
    }

    private static PlanView.Read read(MeshObject object) {
        return new PlanView.Read(object.title(), Canonical.hash(Redaction.text(Canonical.text(object.spec()))));
    }

    /** What was read and what came out, without resource versions, which any label moves, and without tokens. */
    static String of(Experiment experiment, Revision revision, LiveHost live, List<OwnedRoute> routes) {
        TreeMap<String, String> parts = new TreeMap<>();
        reads(live).forEach(read -> parts.put(read.object(), read.hash()));
        StringBuilder text = new StringBuilder(experiment.id())
                .append('\n')
                .append(parts)
                .append('\n')
                .append(revision.rules());
        // Whoever approves a plan approves the steps that follow from it.
        text.append('\n').append(experiment.spec().rollout());
        routes.forEach(route -> text.append('\n').append(Canonical.text(route.json())));
        return "p-" + Canonical.hash(text.toString()).substring(0, 32);
    }
}
