package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.mesh.WriteResult;
import io.meshtrial.experiment.plan.PlanView.ServerDryRun;
import io.meshtrial.routing.object.MeshObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the Kubernetes API what it would say to a plan's patch. */
@Component
class DryRuns {

    private final MeshPort mesh;

    DryRuns(MeshPort mesh) {
        this.mesh = mesh;
    }

    /** Null where its answer says nothing about the plan: it was away, or the object is another by now. */
    @Nullable
    ServerDryRun of(MeshObject object, JsonNode operations) {
        return switch (mesh.patch(Kind.VIRTUAL_SERVICE, object.namespace(), object.name(), operations, true)) {
            case WriteResult.Written written -> new ServerDryRun(true, written.warnings(), null);
            // A patch on an object that changed meanwhile is refused without causes: that says nothing about the plan.
            case WriteResult.Refused refused ->
                refused.causes().isEmpty() && hasChanged(object)
                        ? null
                        : new ServerDryRun(false, refused.causes(), refused.message());
            case WriteResult.Conflict conflict -> null;
            case WriteResult.Absent absent -> null;
            case WriteResult.Unavailable unavailable -> null;
        };
    }

    private boolean hasChanged(MeshObject object) {
        return mesh.get(Kind.VIRTUAL_SERVICE, object.namespace(), object.name())
                .map(now -> !Objects.equals(now.resourceVersion(), object.resourceVersion()))
                .orElse(true);
    }
}
