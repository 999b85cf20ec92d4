/** Definitions: what is said, what is derived, and how a rule is moved. */
@NullMarked
package io.meshtrial.experiment.definition;

import org.jspecify.annotations.NullMarked;
