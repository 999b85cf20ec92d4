/** Tells analytics about experiments through the compacted topic, in step with the store. */
@NullMarked
package io.meshtrial.experiment.outbox;

import org.jspecify.annotations.NullMarked;
