@NullMarked
package io.meshtrial.analytics.comparison;

import org.jspecify.annotations.NullMarked;
