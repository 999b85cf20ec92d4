/** The analytics application: its composition root. */
@NullMarked
package io.meshtrial.analytics;

import org.jspecify.annotations.NullMarked;
