/** Bringing owned routes into a live object and out of it, without touching what others own. */
@NullMarked
package io.meshtrial.routing.merge;

import org.jspecify.annotations.NullMarked;
