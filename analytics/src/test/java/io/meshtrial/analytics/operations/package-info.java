@NullMarked
package io.meshtrial.analytics.operations;

import org.jspecify.annotations.NullMarked;
