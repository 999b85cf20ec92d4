/**
 * Runs the whole ring on one machine: starts every program in order, watches them, restarts what dies, applies the
 * demonstration, and leaves nothing behind.
 */
@NullMarked
package io.meshtrial.localmesh.supervisor;

import org.jspecify.annotations.NullMarked;
