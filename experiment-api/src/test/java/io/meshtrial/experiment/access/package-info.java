@NullMarked
package io.meshtrial.experiment.access;

import org.jspecify.annotations.NullMarked;
