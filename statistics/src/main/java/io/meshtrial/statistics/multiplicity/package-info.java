/** Many metrics and many arms at once. */
@NullMarked
package io.meshtrial.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
