/** Changes of experiments as server-sent events. */
@NullMarked
package io.meshtrial.experiment.stream;

import org.jspecify.annotations.NullMarked;
