/** Witnesses: whether the mesh does what was asked, held against parties that do not ask one another. */
@NullMarked
package io.meshtrial.experiment.verification;

import org.jspecify.annotations.NullMarked;
