/** How many units an experiment needs and how long they take to come, before it starts. Pure: the seed is given. */
@NullMarked
package io.meshtrial.analytics.planning;

import org.jspecify.annotations.NullMarked;
