/** The REST API of experiments: definitions, plans, publishing to the mesh. */
@NullMarked
package io.meshtrial.experiment;

import org.jspecify.annotations.NullMarked;
