package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One element of {@code spec.http} that belongs to an experiment.
 *
 * @param base ordinal from 0 of the base route before which it stands, counted over the routes nobody owns
 * @param rule ordinal of the rule from 1, or 0 for traffic that no rule takes
 * @param json the element itself, its name included; never changed
 */
public record OwnedRoute(int base, int rule, JsonNode json) {

    public String name() {
        return json.path("name").asText();
    }
}
