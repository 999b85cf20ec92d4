@NullMarked
package io.meshtrial.experiment.plan;

import org.jspecify.annotations.NullMarked;
