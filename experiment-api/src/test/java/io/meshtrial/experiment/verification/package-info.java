/** The witnesses against recorded answers, real programs and the running API. */
@NullMarked
package io.meshtrial.experiment.verification;

import org.jspecify.annotations.NullMarked;
