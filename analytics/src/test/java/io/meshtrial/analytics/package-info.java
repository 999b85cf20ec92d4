@NullMarked
package io.meshtrial.analytics;

import org.jspecify.annotations.NullMarked;
