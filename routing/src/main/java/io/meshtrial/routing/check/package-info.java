/** What is wrong, risky or worth knowing about routes, as values with stable codes. */
@NullMarked
package io.meshtrial.routing.check;

import org.jspecify.annotations.NullMarked;
