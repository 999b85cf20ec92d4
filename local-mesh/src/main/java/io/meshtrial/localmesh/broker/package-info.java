/** A real Kafka broker and its controller in this process, for one machine: loopback only, data on disk. */
@NullMarked
package io.meshtrial.localmesh.broker;

import org.jspecify.annotations.NullMarked;
