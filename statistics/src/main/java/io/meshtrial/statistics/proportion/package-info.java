/** Proportions: fixed-horizon intervals and a bound on one rate that stays valid while watched. */
@NullMarked
package io.meshtrial.statistics.proportion;

import org.jspecify.annotations.NullMarked;
