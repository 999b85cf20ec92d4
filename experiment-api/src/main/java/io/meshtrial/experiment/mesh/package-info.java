/** The Kubernetes API: the only room that knows its client, and everything that is written through it. */
@NullMarked
package io.meshtrial.experiment.mesh;

import org.jspecify.annotations.NullMarked;
