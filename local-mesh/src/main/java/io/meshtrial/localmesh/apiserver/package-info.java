/**
 * A stand-in for the Kubernetes API on one machine: the few kinds that the platform touches, with the answers of a real
 * API server where a client can tell the difference (conflicts, patches, dry run, pruning, watches). Not there: TLS,
 * roles, admission webhooks, server-side apply, strategic merge patch, controllers.
 */
@NullMarked
package io.meshtrial.localmesh.apiserver;

import org.jspecify.annotations.NullMarked;
