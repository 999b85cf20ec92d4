/** What a rule says, free of any notation: conditions, allocations, variants. */
@NullMarked
package io.meshtrial.rules.model;

import org.jspecify.annotations.NullMarked;
