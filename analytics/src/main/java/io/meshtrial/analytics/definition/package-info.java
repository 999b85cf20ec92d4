/**
 * Experiments as their owner published them: variants, frozen plan, revisions. Pure data, read from JSON.
 */
@NullMarked
package io.meshtrial.analytics.definition;

import org.jspecify.annotations.NullMarked;
