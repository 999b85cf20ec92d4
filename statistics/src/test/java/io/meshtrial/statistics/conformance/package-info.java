/** Holds the module against reference vectors; behind {@code ./conformance statistics} and the module's own test. */
@NullMarked
package io.meshtrial.statistics.conformance;

import org.jspecify.annotations.NullMarked;
