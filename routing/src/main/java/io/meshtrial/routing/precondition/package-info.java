/** What must hold around an experiment besides its routes: cookies that come back, approved weights, ready workloads. */
@NullMarked
package io.meshtrial.routing.precondition;

import org.jspecify.annotations.NullMarked;
