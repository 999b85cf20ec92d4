/** Visitors for a demonstration: who they are, what they ask for, how often; always the same for the same seed. */
@NullMarked
package io.meshtrial.localmesh.visitors;

import org.jspecify.annotations.NullMarked;
