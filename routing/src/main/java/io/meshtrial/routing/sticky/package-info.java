/** Users who stay: the cookie that keeps a draw, and ramps that move nobody they need not. */
@NullMarked
package io.meshtrial.routing.sticky;

import org.jspecify.annotations.NullMarked;
