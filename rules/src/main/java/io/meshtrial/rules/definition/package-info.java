/** What the named conditions stand for, said in headers alone: browser presets and cookies. */
@NullMarked
package io.meshtrial.rules.definition;

import org.jspecify.annotations.NullMarked;
