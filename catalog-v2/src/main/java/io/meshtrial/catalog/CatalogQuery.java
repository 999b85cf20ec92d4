package io.meshtrial.catalog;

import io.meshtrial.catalog.search.Page;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for beside a name.
 *
 * @param category null for every category
 * @param page null for everything at once
 */
record CatalogQuery(@Nullable String category, @Nullable Page page) {}
