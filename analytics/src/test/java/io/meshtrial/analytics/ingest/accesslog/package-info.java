@NullMarked
package io.meshtrial.analytics.ingest.accesslog;

import org.jspecify.annotations.NullMarked;
