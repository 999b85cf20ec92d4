/** The whole loop from outside: over HTTP and in a browser only. */
@NullMarked
package io.meshtrial.acceptance;

import org.jspecify.annotations.NullMarked;
