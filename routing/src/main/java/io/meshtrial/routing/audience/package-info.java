/** Who gets what, as a table for people. */
@NullMarked
package io.meshtrial.routing.audience;

import org.jspecify.annotations.NullMarked;
