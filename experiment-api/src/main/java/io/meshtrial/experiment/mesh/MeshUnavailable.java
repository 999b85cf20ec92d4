package io.meshtrial.experiment.mesh;

/** The Kubernetes API gives no answer, or one that says to try again later. */
public sealed class MeshUnavailable extends RuntimeException permits MeshUnserved {

    private static final long serialVersionUID = 1L;

    MeshUnavailable(String message) {
        super(message, null, false, false);
    }
}
