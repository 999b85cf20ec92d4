/** Holds the evaluator against recordings of a real mesh: {@code ./conformance routing FILE…}. */
@NullMarked
package io.meshtrial.routing.conformance;

import org.jspecify.annotations.NullMarked;
