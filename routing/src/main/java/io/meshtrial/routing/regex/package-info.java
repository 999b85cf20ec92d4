/** Regular expressions as Envoy runs them: RE2 over bytes, the whole value. */
@NullMarked
package io.meshtrial.routing.regex;

import org.jspecify.annotations.NullMarked;
