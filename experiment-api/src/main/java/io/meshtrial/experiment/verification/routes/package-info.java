/** Live objects against published ones. */
@NullMarked
package io.meshtrial.experiment.verification.routes;

import org.jspecify.annotations.NullMarked;
