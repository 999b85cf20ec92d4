/** Special functions in the forms that lose no digits: remainders, deviances, tails, level sets. */
@NullMarked
package io.meshtrial.statistics.special;

import org.jspecify.annotations.NullMarked;
