package io.meshtrial.experiment.definition;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which experiments a list shows.
 *
 * @param namespaces only in these; null for every one
 * @param q part of the id, name, question or owner, without regard to case
 */
public record ExperimentQuery(
        @Nullable Set<String> namespaces,
        @Nullable String state,
        @Nullable String service,
        @Nullable String q,
        @Nullable String after,
        int limit) {}
