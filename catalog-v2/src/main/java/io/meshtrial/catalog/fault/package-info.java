/** Made-up latency and errors for demonstrations; off unless configured. */
@NullMarked
package io.meshtrial.catalog.fault;

import org.jspecify.annotations.NullMarked;
