/** Rollouts that follow the verdict: what to do next is decided purely, and done through the ordinary moves. */
@NullMarked
package io.meshtrial.experiment.rollout;

import org.jspecify.annotations.NullMarked;
