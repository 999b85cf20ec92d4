/** The subsets that variants live at: which are missing, and how to add them without touching what others own. */
@NullMarked
package io.meshtrial.routing.destination;

import org.jspecify.annotations.NullMarked;
