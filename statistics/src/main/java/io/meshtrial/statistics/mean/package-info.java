/** Means: mergeable moments of an arm, strata with constant shares, absolute and relative differences. */
@NullMarked
package io.meshtrial.statistics.mean;

import org.jspecify.annotations.NullMarked;
