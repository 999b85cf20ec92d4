/** Tests of the room of the same name. */
@NullMarked
package io.meshtrial.experiment.verification.kiali;

import org.jspecify.annotations.NullMarked;
