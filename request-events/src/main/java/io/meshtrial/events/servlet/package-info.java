/** Events from a servlet service: the filter that measures, and the argument through which handlers add values. */
@NullMarked
package io.meshtrial.events.servlet;

import org.jspecify.annotations.NullMarked;
