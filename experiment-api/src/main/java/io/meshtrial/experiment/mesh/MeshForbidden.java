package io.meshtrial.experiment.mesh;

/** The Kubernetes API refuses a read. */
public final class MeshForbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MeshForbidden(String message) {
        super(message, null, false, false);
    }
}
