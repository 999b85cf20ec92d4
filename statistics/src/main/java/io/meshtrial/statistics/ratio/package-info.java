/** Sample ratio: does every variant get the share of units that was asked for? */
@NullMarked
package io.meshtrial.statistics.ratio;

import org.jspecify.annotations.NullMarked;
