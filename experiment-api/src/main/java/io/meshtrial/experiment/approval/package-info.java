/** Approval by a second person, where a namespace's policy asks for one; bound to what a plan would do. */
@NullMarked
package io.meshtrial.experiment.approval;

import org.jspecify.annotations.NullMarked;
