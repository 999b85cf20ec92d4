/**
 * Keeps what is frozen of each run in a compacted topic, so that a restart freezes nothing anew and several instances agree:
 * the topic has one partition, and of several values for the same subject the first in its order holds.
 */
@NullMarked
package io.meshtrial.analytics.frozen;

import org.jspecify.annotations.NullMarked;
