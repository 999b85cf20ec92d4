/** The catalogue of public APIs: one of the two versions that an experiment compares. */
@NullMarked
package io.meshtrial.catalog;

import org.jspecify.annotations.NullMarked;
