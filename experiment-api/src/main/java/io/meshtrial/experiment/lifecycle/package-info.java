/** Moves of experiments and changes of their rules: planned, stored, then published. */
@NullMarked
package io.meshtrial.experiment.lifecycle;

import org.jspecify.annotations.NullMarked;
