/** Starts the whole ring as a user would, and talks to it from outside. */
@NullMarked
package io.meshtrial.acceptance.ring;

import org.jspecify.annotations.NullMarked;
