@NullMarked
package io.meshtrial.experiment.stream;

import org.jspecify.annotations.NullMarked;
