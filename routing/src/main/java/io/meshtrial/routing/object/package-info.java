/** Mesh objects as they are on the wire, so that fields nobody here has heard of survive every edit. */
@NullMarked
package io.meshtrial.routing.object;

import org.jspecify.annotations.NullMarked;
