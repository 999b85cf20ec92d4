/** Ratios over users, for experiments that assign users and count requests. */
@NullMarked
package io.meshtrial.statistics.users;

import org.jspecify.annotations.NullMarked;
