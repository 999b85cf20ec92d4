/** Rules applied to the facts of one request, with Envoy's matching semantics and no VirtualService. */
@NullMarked
package io.meshtrial.rules.evaluate;

import org.jspecify.annotations.NullMarked;
