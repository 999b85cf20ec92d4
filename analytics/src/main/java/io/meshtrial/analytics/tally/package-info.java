/**
 * Integer sums that merge exactly in any order, and the topology that keeps them inside the task's transaction.
 */
@NullMarked
package io.meshtrial.analytics.tally;

import org.jspecify.annotations.NullMarked;
