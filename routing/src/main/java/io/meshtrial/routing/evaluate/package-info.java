/**
 * What a mesh does with one request: the route tables that istiod would send for a set of live objects, and what a proxy
 * would then do. The facts come from recordings of istiod of August 2026 and Envoy 1.40.
 */
@NullMarked
package io.meshtrial.routing.evaluate;

import org.jspecify.annotations.NullMarked;
