/** Who may read: a bearer token, and problems in the form of RFC 9457. */
@NullMarked
package io.meshtrial.analytics.access;

import org.jspecify.annotations.NullMarked;
