package io.meshtrial.catalog.search;

import io.meshtrial.catalog.source.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds entries by a text and a category. Their texts are folded once: at each request that would cost more than the search. */
public final class RankedSearch {

    private static final Comparator<Match> BEST_FIRST =
            Comparator.comparing(Match::relevance).thenComparing(match -> match.found.name());

    private final List<FoldedEntry> entries;

    private RankedSearch(List<FoldedEntry> entries) {
        this.entries = entries;
    }

    private record Match(FoldedEntry found, Relevance relevance) {}

    public static RankedSearch over(List<Entry> entries) {
        return new RankedSearch(entries.stream().map(FoldedEntry::of).toList());
    }

    /**
     * Entries whose name or description contains the text, best first: the whole name, its beginning, the beginning of
     * one of its words, any part of it, the description; by name within each. None where folding leaves nothing of the
     * text, as of an accent alone: every name begins with the empty text, and nobody asked for everything.
     */
    public List<Entry> byText(String text, @Nullable String category) {
        String folded = FoldedText.of(text);
        if (folded.isEmpty()) {
            return List.of();
        }
        return inside(category)
                .map(entry -> new Match(entry, Relevance.of(entry, folded)))
                .filter(match -> match.relevance != Relevance.NONE)
                .sorted(BEST_FIRST)
                .map(match -> match.found.entry())
                .toList();
    }

    /** Entries of this category in any letter case; all of them when it is null, none where folding leaves nothing of it. */
    public List<Entry> inCategory(@Nullable String category) {
        return inside(category).map(FoldedEntry::entry).toList();
    }

    private Stream<FoldedEntry> inside(@Nullable String category) {
        if (category == null) {
            return entries.stream();
        }
        String folded = FoldedText.of(category);
        return entries.stream()
                .filter(entry -> !folded.isEmpty() && entry.category().equals(folded));
    }
}
