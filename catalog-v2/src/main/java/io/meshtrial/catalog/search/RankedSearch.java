package io.meshtrial.catalog.search;

import io.meshtrial.catalog.source.Entry;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds entries by a text and a category. */
public final class RankedSearch {

    private static final Comparator<Match> BEST_FIRST =
            Comparator.comparing(Match::relevance).thenComparing(match -> FoldedText.of(match.entry.api()));

    private RankedSearch() {}

    private record Match(Entry entry, Relevance relevance) {}

    /**
     * Entries whose name or description contains the text, best first: the whole name, its beginning, the beginning of
     * one of its words, any part of it, the description; by name within each.
     */
    public static List<Entry> byText(List<Entry> entries, String text) {
        String folded = FoldedText.of(text);
        return entries.stream()
                .map(entry -> new Match(entry, Relevance.of(entry, folded)))
                .filter(match -> match.relevance != Relevance.NONE)
                .sorted(BEST_FIRST)
                .map(Match::entry)
                .toList();
    }

    /** Entries of this category in any letter case; all of them when it is null. */
    public static List<Entry> inCategory(List<Entry> entries, @Nullable String category) {
        if (category == null) {
            return entries;
        }
        String folded = FoldedText.of(category);
        return entries.stream()
                .filter(entry -> FoldedText.of(entry.category()).equals(folded))
                .toList();
    }
}
