/** Finding entries: ranked, in any letter case, page by page. Pure. */
@NullMarked
package io.meshtrial.catalog.search;

import org.jspecify.annotations.NullMarked;
