/** How long a change takes from its acceptance to the first request that is served by it, under load. */
@NullMarked
package io.meshtrial.benchmarks.publishing;

import org.jspecify.annotations.NullMarked;
