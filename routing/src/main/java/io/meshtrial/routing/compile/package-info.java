/** From rules to owned routes: clones of the base routes, narrowed by the rules' conditions. */
@NullMarked
package io.meshtrial.routing.compile;

import org.jspecify.annotations.NullMarked;
