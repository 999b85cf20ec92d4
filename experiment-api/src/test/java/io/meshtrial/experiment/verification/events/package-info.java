/** Tests of the room of the same name. */
@NullMarked
package io.meshtrial.experiment.verification.events;

import org.jspecify.annotations.NullMarked;
