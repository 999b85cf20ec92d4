package io.meshtrial.experiment.definition;

import org.jspecify.annotations.Nullable;

/**
 * Which experiments a list shows.
 *
 * @param q part of the id, name, question or owner, without regard to case
 */
public record ExperimentQuery(
        @Nullable String state,
        @Nullable String service,
        @Nullable String q,
        @Nullable String after,
        int limit) {}
