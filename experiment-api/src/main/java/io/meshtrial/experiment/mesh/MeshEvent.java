package io.meshtrial.experiment.mesh;

import io.meshtrial.routing.object.MeshObject;

/** Something happened to an object. */
public sealed interface MeshEvent {

    MeshObject object();

    /** It is new, or it has changed. */
    record Seen(MeshObject object) implements MeshEvent {}

    record Gone(MeshObject object) implements MeshEvent {}
}
