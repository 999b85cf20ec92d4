/** Before the start: how many units, how long; during the run: how much longer. */
@NullMarked
package io.meshtrial.statistics.planning;

import org.jspecify.annotations.NullMarked;
