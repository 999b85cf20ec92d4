/** What a check is, what it answers, and how shares are judged. */
@NullMarked
package io.meshtrial.experiment.verification.check;

import org.jspecify.annotations.NullMarked;
