package io.meshtrial.analytics.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.DefinitionReading.Malformed;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A warm-up that outlasts the minutes would lose what it does not leave out: such a definition is not read. */
class WarmUpLimitTest {

    @Test
    void aWarmUpIsAtMostTwoHours() {
        assertThat(read("PT2H")).isInstanceOf(Read.class);
        assertThat(read("PT2H1S")).isInstanceOf(Malformed.class);
        assertThat(read("-PT1S")).isInstanceOf(Malformed.class);
    }

    private static DefinitionReading read(String warmUp) {
        return DefinitionReader.read("""
                {"schema": 1, "id": "slow", "state": "DRAFT",
                 "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
                 "plan": {"plannedUnits": 2000, "warmUp": "%s", "metrics": []}, "revisions": []}
                """.formatted(warmUp).getBytes(StandardCharsets.UTF_8));
    }
}
