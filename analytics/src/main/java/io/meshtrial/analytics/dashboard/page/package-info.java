/** The web page's document and the headers that keep it safe. */
@NullMarked
package io.meshtrial.analytics.dashboard.page;

import org.jspecify.annotations.NullMarked;
