/** The results as REST gives them; {@code docs/reference/results.md} says what each member means. */
@NullMarked
package io.meshtrial.analytics.dashboard.answer;

import org.jspecify.annotations.NullMarked;
