@NullMarked
package io.meshtrial.analytics.tally;

import org.jspecify.annotations.NullMarked;
