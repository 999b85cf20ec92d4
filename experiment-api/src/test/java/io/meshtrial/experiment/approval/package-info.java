@NullMarked
package io.meshtrial.experiment.approval;

import org.jspecify.annotations.NullMarked;
