/** Events from a WebFlux service: the same ones as a servlet service emits. */
@NullMarked
package io.meshtrial.events.reactive;

import org.jspecify.annotations.NullMarked;
