/** The manifests of deploy/, held against a real API server and the schemas of the kinds. */
@NullMarked
package io.meshtrial.experiment.deploy;

import org.jspecify.annotations.NullMarked;
