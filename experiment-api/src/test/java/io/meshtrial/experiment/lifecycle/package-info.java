/** Moves, and the rollback that needs nothing but the Kubernetes API. */
@NullMarked
package io.meshtrial.experiment.lifecycle;

import org.jspecify.annotations.NullMarked;
