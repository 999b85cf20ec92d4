/** Reading an existing VirtualService back as rules. */
@NullMarked
package io.meshtrial.routing.importing;

import org.jspecify.annotations.NullMarked;
