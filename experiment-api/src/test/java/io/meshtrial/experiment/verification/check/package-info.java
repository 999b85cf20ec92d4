/** Tests of the room of the same name. */
@NullMarked
package io.meshtrial.experiment.verification.check;

import org.jspecify.annotations.NullMarked;
