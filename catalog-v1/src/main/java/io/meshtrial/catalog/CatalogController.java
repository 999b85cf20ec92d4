package io.meshtrial.catalog;

import io.meshtrial.catalog.source.CatalogSource;
import io.meshtrial.catalog.source.Entry;
import io.meshtrial.catalog.source.EntryList;
import io.meshtrial.events.RequestValues;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The original's contract: everything, or the entries whose name contains a text. */
@RestController
class CatalogController {

    private final CatalogSource source;

    CatalogController(CatalogSource source) {
        this.source = source;
    }

    @GetMapping("/")
    EntryList all() {
        return EntryList.of(source.current().entries());
    }

    /** Entries whose {@code API} contains the name, in the letter case given, in the catalogue's order. */
    @GetMapping("/{name}")
    EntryList find(@PathVariable String name, RequestValues values) {
        List<Entry> found = source.current().entries().stream()
                .filter(entry -> entry.api().contains(name))
                .toList();
        values.put("results", found.size());
        return EntryList.of(found);
    }
}
