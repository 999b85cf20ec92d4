/** The mesh's own request counts, from Prometheus or from the gateways themselves. */
@NullMarked
package io.meshtrial.experiment.verification.telemetry;

import org.jspecify.annotations.NullMarked;
