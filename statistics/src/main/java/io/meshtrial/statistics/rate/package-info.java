/** Ratios of error rates by conditional e-processes, exact at any number of errors. */
@NullMarked
package io.meshtrial.statistics.rate;

import org.jspecify.annotations.NullMarked;
