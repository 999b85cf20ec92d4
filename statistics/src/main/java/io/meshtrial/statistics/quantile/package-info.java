/** Quantiles watched over time: ranks that bracket a quantile, and the difference of two arms. */
@NullMarked
package io.meshtrial.statistics.quantile;

import org.jspecify.annotations.NullMarked;
