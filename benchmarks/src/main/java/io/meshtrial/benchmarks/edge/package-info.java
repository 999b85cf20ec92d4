/** What the local edge costs a request, measured beside a direct call. */
@NullMarked
package io.meshtrial.benchmarks.edge;

import org.jspecify.annotations.NullMarked;
