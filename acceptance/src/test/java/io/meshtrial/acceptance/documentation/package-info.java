/** What the README and the guide tell people to type, tried as it stands. */
@NullMarked
package io.meshtrial.acceptance.documentation;

import org.jspecify.annotations.NullMarked;
