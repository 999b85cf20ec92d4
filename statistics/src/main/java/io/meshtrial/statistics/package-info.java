/** What every statistic answers with: a value, or the reason why there is none. */
@NullMarked
package io.meshtrial.statistics;

import org.jspecify.annotations.NullMarked;
