/** Where the catalogue's entries come from: the data that ship with it, or an upstream of the same shape. */
@NullMarked
package io.meshtrial.catalog.source;

import org.jspecify.annotations.NullMarked;
