/** Webhooks, received over HTTP. */
@NullMarked
package io.meshtrial.experiment.notification;

import org.jspecify.annotations.NullMarked;
