package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Rule;
import java.util.List;

/**
 * A rule with its places.
 *
 * @param shares where the share of each variant stands; the rule's own place where none is written
 * @param variants where the name of each variant stands
 */
record ParsedLine(Rule rule, Position place, List<Position> shares, List<Position> variants) {}
