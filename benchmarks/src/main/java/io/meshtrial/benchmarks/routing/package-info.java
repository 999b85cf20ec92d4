/** What evaluating a request costs, against interpreting the object for each request. */
@NullMarked
package io.meshtrial.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
