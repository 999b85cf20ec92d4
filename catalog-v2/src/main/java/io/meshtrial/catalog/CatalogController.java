package io.meshtrial.catalog;

import io.meshtrial.catalog.search.Page;
import io.meshtrial.catalog.search.RankedSearch;
import io.meshtrial.catalog.source.Catalog;
import io.meshtrial.catalog.source.CatalogSource;
import io.meshtrial.catalog.source.Entry;
import io.meshtrial.catalog.source.EntryList;
import io.meshtrial.events.RequestValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The improved version under test: ranked, in any letter case, by category, page by page, with an entity tag. */
@RestController
class CatalogController {

    /** A state of the catalogue, ready to be searched. */
    private record Searchable(String fingerprint, RankedSearch search) {}

    private final CatalogSource source;
    private volatile @Nullable Searchable latest;

    CatalogController(CatalogSource source) {
        this.source = source;
    }

    @GetMapping("/")
    ResponseEntity<EntryList> all(CatalogQuery query) {
        Catalog catalog = source.current();
        return answer(catalog, search(catalog).inCategory(query.category()), query);
    }

    /** Entries whose name or description contains the text, best first. */
    @GetMapping("/{name}")
    ResponseEntity<EntryList> find(@PathVariable String name, CatalogQuery query, RequestValues values) {
        Catalog catalog = source.current();
        List<Entry> found = search(catalog).byText(name, query.category());
        values.put("results", found.size());
        return answer(catalog, found, query);
    }

    /** Two requests that meet a new state at once both make it ready; the result is the same. */
    private RankedSearch search(Catalog catalog) {
        Searchable ready = latest;
        if (ready == null || !ready.fingerprint().equals(catalog.fingerprint())) {
            ready = new Searchable(catalog.fingerprint(), RankedSearch.over(catalog.entries()));
            latest = ready;
        }
        return ready.search();
    }

    private static ResponseEntity<EntryList> answer(Catalog catalog, List<Entry> found, CatalogQuery query) {
        Page page = query.page();
        EntryList body = page == null ? EntryList.of(found) : EntryList.part(found.size(), page.of(found));
        // The answer depends on the address and the data alone, so the data's fingerprint tells its state.
        return ResponseEntity.ok()
                .eTag(CatalogVersion.NAME + "-" + catalog.fingerprint())
                .cacheControl(CacheControl.noCache())
                .body(body);
    }
}
