/** What was done to experiments, by whom and why: appended, never changed. */
@NullMarked
package io.meshtrial.experiment.audit;

import org.jspecify.annotations.NullMarked;
