/** Histograms with fixed, exact edges: they merge, subtract, and keep ranks at the edges exact. */
@NullMarked
package io.meshtrial.statistics.histogram;

import org.jspecify.annotations.NullMarked;
