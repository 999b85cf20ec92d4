/**
 * From bytes to definitions and events: readers of compacted topics, decoding, what is quarantined and why.
 */
@NullMarked
package io.meshtrial.analytics.ingest;

import org.jspecify.annotations.NullMarked;
