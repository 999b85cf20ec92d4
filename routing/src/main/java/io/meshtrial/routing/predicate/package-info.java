/** Predicates on requests as Istio can express them: which hold together, which imply which, and a request that shows it. */
@NullMarked
package io.meshtrial.routing.predicate;

import org.jspecify.annotations.NullMarked;
