/** Tests of the room of the same name. */
@NullMarked
package io.meshtrial.experiment.verification.witness;

import org.jspecify.annotations.NullMarked;
