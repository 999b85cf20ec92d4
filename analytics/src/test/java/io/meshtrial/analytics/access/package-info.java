@NullMarked
package io.meshtrial.analytics.access;

import org.jspecify.annotations.NullMarked;
