package io.meshtrial.experiment.mesh;

/** A publication is through: from here on what stands in the mesh is held against it again. */
record PublicationRecorded(String experiment) {}
