package io.meshtrial.routing.importing;

import io.meshtrial.rules.model.Rule;

/** What became of one element of {@code spec.http}. */
public sealed interface ImportedRoute {

    /** Position in {@code spec.http}. */
    int index();

    /** A rule says the same. */
    record AsRule(int index, Rule rule) implements ImportedRoute {}

    /** It stays a foreign route. */
    record Foreign(int index, String reason) implements ImportedRoute {}
}
