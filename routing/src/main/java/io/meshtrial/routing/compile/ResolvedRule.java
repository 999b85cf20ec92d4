package io.meshtrial.routing.compile;

import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;

/**
 * A rule that decides, its whole distribution spelled out.
 *
 * @param ordinal position in the text from 1
 */
record ResolvedRule(int ordinal, Condition condition, RandomisationUnit unit, Distribution distribution) {}
