package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Lets the leading replica write and everyone read. It is asked right before each write: a leader that was paused after
 * it had read finds that it does not lead any more, and if another replica has written meanwhile, the fence holds too.
 * What must work whoever leads, an emergency rollback, goes to {@link KubernetesMesh} itself.
 */
@Component
@Primary
class LeadingMesh implements MeshPort {

    private final KubernetesMesh mesh;
    private final Leadership leadership;

    LeadingMesh(KubernetesMesh mesh, Leadership leadership) {
        this.mesh = mesh;
        this.leadership = leadership;
    }

    private WriteResult asLeader(boolean dryRun, Supplier<WriteResult> write) {
        return dryRun || leadership.holds()
                ? write.get()
                : new WriteResult.Unavailable("another replica leads; this one writes nothing");
    }

    @Override
    public Optional<MeshObject> get(Kind kind, String namespace, String name) {
        return mesh.get(kind, namespace, name);
    }

    @Override
    public List<MeshObject> list(Kind kind) {
        return mesh.list(kind);
    }

    @Override
    public List<MeshObject> list(Kind kind, String namespace) {
        return mesh.list(kind, namespace);
    }

    @Override
    public WriteResult patch(Kind kind, String namespace, String name, JsonNode operations, boolean dryRun) {
        return asLeader(dryRun, () -> mesh.patch(kind, namespace, name, operations, dryRun));
    }

    @Override
    public WriteResult create(Kind kind, MeshObject object, boolean dryRun) {
        return asLeader(dryRun, () -> mesh.create(kind, object, dryRun));
    }

    @Override
    public WriteResult delete(Kind kind, String namespace, String name, String resourceVersion) {
        return asLeader(false, () -> mesh.delete(kind, namespace, name, resourceVersion));
    }

    @Override
    public AutoCloseable watch(Kind kind, Consumer<MeshEvent> handler) {
        return mesh.watch(kind, handler);
    }
}
