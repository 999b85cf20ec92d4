package io.meshtrial.routing.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.audience.AudienceTable.Row;
import io.meshtrial.routing.compile.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AudienceTableTest {

    @Test
    void ten_percent_to_v2_is_one_row_for_everyone() {
        AudienceTable table = AudienceTable.of(Samples.experiment("ten", 1, "10% to v2"));
        assertThat(table.rows()).hasSize(1);
        Row row = table.rows().getFirst();
        assertThat(row.audience()).isEqualTo("everyone");
        assertThat(row.parts()).isEqualTo(Map.of("v1", 9000, "v2", 1000));
    }

    @Test
    void rows_say_which_rules_above_take_some_of_their_audience() {
        AudienceTable table = AudienceTable.of(Samples.experiment(
                "several",
                1,
                "Firefox to v2\n20% of path starting with /search to v2\nFirefox and method is \"GET\" to v1"));
        assertThat(table.rows()).extracting(Row::rule).containsExactly(1, 2, 0);
        assertThat(table.rows()).extracting(Row::lessRules).satisfies(less -> {
            assertThat(less.get(0)).isEmpty();
            assertThat(less.get(1)).containsExactly(1);
            assertThat(less.get(2)).contains(1, 2);
        });
        assertThat(table.rows().get(1).example()).isNotNull();
    }
}
