/** What a change does to an object, line by line, for people. */
@NullMarked
package io.meshtrial.routing.diff;

import org.jspecify.annotations.NullMarked;
