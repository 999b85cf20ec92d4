/**
 * From tallies and the frozen plan to estimates and intervals. Pure.
 */
@NullMarked
package io.meshtrial.analytics.comparison;

import org.jspecify.annotations.NullMarked;
