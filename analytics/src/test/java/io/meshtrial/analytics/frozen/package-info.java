@NullMarked
package io.meshtrial.analytics.frozen;

import org.jspecify.annotations.NullMarked;
