/** The rules of the house, kept by tests. */
@NullMarked
package io.meshtrial.acceptance.house;

import org.jspecify.annotations.NullMarked;
