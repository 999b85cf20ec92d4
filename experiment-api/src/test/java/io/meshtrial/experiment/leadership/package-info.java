@NullMarked
package io.meshtrial.experiment.leadership;

import org.jspecify.annotations.NullMarked;
