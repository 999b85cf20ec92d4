/** What every program of the local mesh does alike: read its options, say that it is ready, end when told. */
@NullMarked
package io.meshtrial.localmesh.process;

import org.jspecify.annotations.NullMarked;
