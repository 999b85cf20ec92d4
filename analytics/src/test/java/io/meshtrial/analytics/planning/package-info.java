/** Planning, tested as a pure room. */
@NullMarked
package io.meshtrial.analytics.planning;

import org.jspecify.annotations.NullMarked;
