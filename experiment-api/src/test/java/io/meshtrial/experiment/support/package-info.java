/** What tests of several rooms need. */
@NullMarked
package io.meshtrial.experiment.support;

import org.jspecify.annotations.NullMarked;
