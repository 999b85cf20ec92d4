package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

    @Test
    void five_restarts_a_minute_and_program_then_no_more_until_time_has_passed() {
        RestartBudget budget = new RestartBudget();
        for (int i = 0; i < 5; i++) {
            assertThat(budget.take("edge", i)).isTrue();
        }
        assertThat(budget.take("edge", 5)).isFalse();
        assertThat(budget.take("broker", 5)).isTrue();
        assertThat(budget.take("edge", Duration.ofSeconds(61).toNanos())).isTrue();
    }
}
