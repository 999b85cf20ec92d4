/** What every answer has in common: its version, its errors as problem details. */
@NullMarked
package io.meshtrial.catalog.web;

import org.jspecify.annotations.NullMarked;
