/** RE2 expressions as Envoy runs them: over bytes, bounded, refused with a place and a hint. */
@NullMarked
package io.meshtrial.rules.regex;

import org.jspecify.annotations.NullMarked;
