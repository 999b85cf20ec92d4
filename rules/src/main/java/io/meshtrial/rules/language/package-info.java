/** Rule text and rule JSON to the model and back, or a rejection with its place. */
@NullMarked
package io.meshtrial.rules.language;

import org.jspecify.annotations.NullMarked;
