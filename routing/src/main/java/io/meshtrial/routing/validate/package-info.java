/**
 * What is wrong with a VirtualService before anyone publishes it: what istiod's validation refuses, and poison pills,
 * which it lets through and the proxies then refuse together with everything else on their listener.
 */
@NullMarked
package io.meshtrial.routing.validate;

import org.jspecify.annotations.NullMarked;
