package io.meshtrial.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.catalog.source.Entry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedSearchTest {

    private static final Entry EXACT = entry("Cat", "x", "Animals");
    private static final Entry PREFIX = entry("Catalogue", "x", "Books");
    private static final Entry WORD = entry("HTTP Cat", "x", "Animals");
    private static final Entry PART = entry("Educate", "x", "Books");
    private static final Entry DESCRIPTION = entry("Felines", "pictures of a CAT", "Animals");
    private static final Entry NOTHING = entry("Pokémon", "creatures", "Games");
    private static final List<Entry> ALL = List.of(NOTHING, DESCRIPTION, PART, WORD, PREFIX, EXACT);
    private static final RankedSearch SEARCH = RankedSearch.over(ALL);

    @Test
    void theBestMatchComesFirst() {
        assertThat(SEARCH.byText("cAt", null)).containsExactly(EXACT, PREFIX, WORD, PART, DESCRIPTION);
    }

    @Test
    void accentsDoNotMatter() {
        assertThat(SEARCH.byText("pokemon", null)).containsExactly(NOTHING);
    }

    /** U+0301, U+0308: combining marks that stand alone. */
    @Test
    void aTextOfWhichFoldingLeavesNothingFindsNothing() {
        RankedSearch withoutCategory = RankedSearch.over(List.of(entry("Uncategorised", "x", "")));

        assertThat(SEARCH.byText("\u0301", null)).isEmpty();
        assertThat(SEARCH.byText("\u0301\u0308", "Animals")).isEmpty();
        assertThat(withoutCategory.inCategory("\u0301")).isEmpty();
        assertThat(withoutCategory.byText("Un", "\u0301")).isEmpty();
    }

    @Test
    void aCategoryIsComparedWhole() {
        assertThat(SEARCH.inCategory("books")).containsExactly(PART, PREFIX);
        assertThat(SEARCH.inCategory("book")).isEmpty();
        assertThat(SEARCH.inCategory(null)).isEqualTo(ALL);
    }

    @Test
    void pagesCoverEverythingOnceAndThenAreEmpty() {
        List<Integer> all = IntStream.range(0, 10).boxed().toList();

        assertThat(new Page(0, 4).of(all)).containsExactly(0, 1, 2, 3);
        assertThat(new Page(2, 4).of(all)).containsExactly(8, 9);
        assertThat(new Page(Integer.MAX_VALUE, Page.MAX_SIZE).of(all)).isEmpty();
    }

    private static Entry entry(String name, String description, String category) {
        return new Entry(name, description, "", true, "unknown", "https://example.org", category);
    }
}
