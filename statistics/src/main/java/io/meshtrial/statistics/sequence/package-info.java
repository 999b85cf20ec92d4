/** Confidence sequences for a contrast of means: valid at every look, however often people look. */
@NullMarked
package io.meshtrial.statistics.sequence;

import org.jspecify.annotations.NullMarked;
