/** Tests of the room of the same name. */
@NullMarked
package io.meshtrial.experiment.verification.probe;

import org.jspecify.annotations.NullMarked;
