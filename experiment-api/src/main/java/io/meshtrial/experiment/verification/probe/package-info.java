/** Real requests through the gateways. */
@NullMarked
package io.meshtrial.experiment.verification.probe;

import org.jspecify.annotations.NullMarked;
