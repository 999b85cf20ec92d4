/** Tells webhooks of every change of state and verdict, as signed CloudEvents out of the outbox. */
@NullMarked
package io.meshtrial.experiment.notification;

import org.jspecify.annotations.NullMarked;
