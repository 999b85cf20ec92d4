package io.meshtrial.catalog.search;

import io.meshtrial.catalog.source.Entry;

/** An entry with what is searched in it, folded. */
record FoldedEntry(Entry entry, String name, String description, String category) {

    static FoldedEntry of(Entry entry) {
        return new FoldedEntry(
                entry, FoldedText.of(entry.api()), FoldedText.of(entry.description()), FoldedText.of(entry.category()));
    }
}
