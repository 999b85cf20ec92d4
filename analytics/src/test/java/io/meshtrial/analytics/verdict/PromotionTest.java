package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meshtrial.analytics.verdict.Condition.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What promotion needs, each condition on its own. */
class PromotionTest {

    @Test
    void everyConditionIsListedWithItsState() {
        assertThat(conditions(new Case().errors(0.1, -3).found(0)))
                .extracting(Condition::condition, Condition::variant, Condition::state, Condition::limit)
                .containsExactly(
                        tuple("error-rate", "v2", State.MET, 0.25),
                        tuple("minimum-duration", null, State.MET, 600.0),
                        tuple("sample-ratio", null, State.MET, 1000.0));
    }

    @Test
    void anOpenBoundIsNotYetMet() {
        assertThat(state(new Case().errors(0.25, -3), "error-rate")).isEqualTo(State.NOT_YET);
    }

    @Test
    void harmFailsItsCondition() {
        assertThat(state(new Case().errors(2, 9), "error-rate")).isEqualTo(State.FAILED);
    }

    @Test
    void theMinimumDurationIsMetAtItsEnd() {
        assertThat(state(new Case().after(Duration.ofMinutes(10)), "minimum-duration"))
                .isEqualTo(State.MET);
        assertThat(state(new Case().after(Duration.ofMinutes(10).minusMillis(1)), "minimum-duration"))
                .isEqualTo(State.NOT_YET);
    }

    @Test
    void aSampleRatioAlarmFailsPromotion() {
        assertThat(state(new Case().ratioAlarm(), "sample-ratio")).isEqualTo(State.FAILED);
    }

    private static State state(Case some, String condition) {
        return conditions(some).stream()
                .filter(one -> one.condition().equals(condition))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static List<Condition> conditions(Case some) {
        return Promotion.conditions(some.evidence());
    }
}
