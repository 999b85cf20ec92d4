/** Rollouts: the decision by table and by property, the loop on the real application. */
@NullMarked
package io.meshtrial.experiment.rollout;

import org.jspecify.annotations.NullMarked;
