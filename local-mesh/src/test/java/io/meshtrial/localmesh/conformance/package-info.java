/** Holds the local edge against recordings of a real mesh: {@code ./conformance routing --through-edge FILE…}. */
@NullMarked
package io.meshtrial.localmesh.conformance;

import org.jspecify.annotations.NullMarked;
