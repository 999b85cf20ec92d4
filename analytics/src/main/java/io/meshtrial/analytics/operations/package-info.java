/** What operators see: health with its causes, and metrics. */
@NullMarked
package io.meshtrial.analytics.operations;

import org.jspecify.annotations.NullMarked;
