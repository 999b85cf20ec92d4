/**
 * Envoy's gRPC access log service: what a gateway or sidecar logs becomes the events that an application would emit, with
 * no change to the application.
 */
@NullMarked
package io.meshtrial.analytics.ingest.accesslog;

import org.jspecify.annotations.NullMarked;
