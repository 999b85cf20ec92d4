@NullMarked
package io.meshtrial.analytics.ingest;

import org.jspecify.annotations.NullMarked;
