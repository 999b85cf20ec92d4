/** What analytics has counted of an experiment. */
@NullMarked
package io.meshtrial.experiment.verification.events;

import org.jspecify.annotations.NullMarked;
