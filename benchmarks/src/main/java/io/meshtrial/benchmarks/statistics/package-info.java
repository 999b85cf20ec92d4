/** How long the statistics take. */
@NullMarked
package io.meshtrial.benchmarks.statistics;

import org.jspecify.annotations.NullMarked;
