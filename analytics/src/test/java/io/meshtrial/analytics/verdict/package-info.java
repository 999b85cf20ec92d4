@NullMarked
package io.meshtrial.analytics.verdict;

import org.jspecify.annotations.NullMarked;
