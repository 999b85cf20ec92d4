/**
 * The edge: serves a Gateway's port on one machine and does with each request what the live VirtualServices say, by the
 * evaluator that is held against recordings of a real mesh. Not there: TLS, HTTP/2 upstreams, upgrades, outlier
 * detection, connection limits and load balancing other than random.
 */
@NullMarked
package io.meshtrial.localmesh.edge;

import org.jspecify.annotations.NullMarked;
