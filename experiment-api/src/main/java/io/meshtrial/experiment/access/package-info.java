/** Who is asking, and what they may do. */
@NullMarked
package io.meshtrial.experiment.access;

import org.jspecify.annotations.NullMarked;
