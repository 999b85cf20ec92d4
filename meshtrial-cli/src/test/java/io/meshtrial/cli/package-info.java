/** The command line against answers as the services document them. */
@NullMarked
package io.meshtrial.cli;

import org.jspecify.annotations.NullMarked;
