/** Which of several replicas acts on the mesh: the holder of a Kubernetes Lease, or the only one there is. */
@NullMarked
package io.meshtrial.experiment.leadership;

import org.jspecify.annotations.NullMarked;
