/** The command line {@code meshtrial}: plans, applies, explains, watches, rolls back and verifies over REST. */
@NullMarked
package io.meshtrial.cli;

import org.jspecify.annotations.NullMarked;
