/** What each rule gives to each variant once leftovers are dealt out. */
@NullMarked
package io.meshtrial.rules.resolution;

import org.jspecify.annotations.NullMarked;
