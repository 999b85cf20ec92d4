/**
 * From comparisons to a verdict with its deciding numbers. Pure.
 */
@NullMarked
package io.meshtrial.analytics.verdict;

import org.jspecify.annotations.NullMarked;
