/** Asking other programs over HTTP with bounds on time, size and patience. */
@NullMarked
package io.meshtrial.experiment.verification.witness;

import org.jspecify.annotations.NullMarked;
