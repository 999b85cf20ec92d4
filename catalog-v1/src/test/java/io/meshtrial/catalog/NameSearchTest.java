package io.meshtrial.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.catalog.source.Catalog;
import io.meshtrial.catalog.source.Entry;
import io.meshtrial.events.RequestValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameSearchTest {

    private static final Entry CAT_FACTS = entry("Cat Facts");
    private static final Entry CATAAS = entry("Cataas");
    private static final Entry HTTP_CAT = entry("HTTP Cat");

    private final CatalogController controller =
            new CatalogController(() -> new Catalog(List.of(CAT_FACTS, HTTP_CAT, CATAAS), Catalog.Origin.LOCAL, "f"));

    @Test
    void aTextInTheNameFindsEntriesInTheCataloguesOrder() {
        assertThat(controller.find("Cat", new RequestValues()).entries()).containsExactly(CAT_FACTS, HTTP_CAT, CATAAS);
    }

    @Test
    void letterCaseMatters() {
        assertThat(controller.find("cat", new RequestValues()).entries()).isNull();
    }

    @Test
    void theNumberFoundIsReported() {
        RequestValues values = new RequestValues();

        controller.find("Facts", values);

        assertThat(values.asMap()).containsEntry("results", 1.0);
    }

    private static Entry entry(String name) {
        return new Entry(name, "a description", "", true, "unknown", "https://example.org", "Animals");
    }
}
