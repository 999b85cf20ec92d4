package io.meshtrial.experiment.mesh;

/** The Kubernetes API does not know the kind: what defines it is not installed. */
public final class MeshUnserved extends MeshUnavailable {

    private static final long serialVersionUID = 1L;

    MeshUnserved(String message) {
        super(message);
    }
}
