/** What the event path costs, side by side with what one would do instead. */
@NullMarked
package io.meshtrial.benchmarks.events;

import org.jspecify.annotations.NullMarked;
