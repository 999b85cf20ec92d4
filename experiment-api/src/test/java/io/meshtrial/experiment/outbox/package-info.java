@NullMarked
package io.meshtrial.experiment.outbox;

import org.jspecify.annotations.NullMarked;
