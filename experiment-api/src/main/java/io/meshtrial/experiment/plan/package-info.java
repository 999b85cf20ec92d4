/** What applying would change, who would get what, and why a request goes where it goes. */
@NullMarked
package io.meshtrial.experiment.plan;

import org.jspecify.annotations.NullMarked;
