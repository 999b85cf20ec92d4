package io.meshtrial.experiment.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the base routes were not what the experiment was begun on: requests of it are in no comparison.
 *
 * @param from when the foreign edit was made, or was seen where nothing says when
 * @param until when it was accepted; null while it waits
 */
public record Dispute(Instant from, @Nullable Instant until) {}
