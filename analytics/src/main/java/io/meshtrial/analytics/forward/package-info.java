/** One origin: what the page asks of experiment-api goes through here. */
@NullMarked
package io.meshtrial.analytics.forward;

import org.jspecify.annotations.NullMarked;
