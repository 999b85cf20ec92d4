/** Kiali as a witness; never the judge. */
@NullMarked
package io.meshtrial.experiment.verification.kiali;

import org.jspecify.annotations.NullMarked;
