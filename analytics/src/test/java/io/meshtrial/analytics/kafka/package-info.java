/** A real broker for tests. */
@NullMarked
package io.meshtrial.analytics.kafka;

import org.jspecify.annotations.NullMarked;
