/**
 * From a service to Kafka without ever holding up a request: a bounded queue, a thread of its own, and a count of
 * everything that was left behind.
 */
@NullMarked
package io.meshtrial.events.emission;

import org.jspecify.annotations.NullMarked;
