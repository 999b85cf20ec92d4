package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Stratum;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of redrawn users by hand: control gives up (w − w′)/w of its holders at each step. */
class RedrawsTest {

    @Test
    void aFirstDrawHasTheWeights() {
        assertThat(shares(TestTallies.users(10, 25), 2, 0)).contains(Map.of("v1", 0.75, "v2", 0.25));
    }

    @ParameterizedTest
    @CsvSource({
        // From 10 to 25 %: 15/90 of control's holders. From 1 over 5 to 25 %, away in between: 24/99.
        "1, 2, 10, 25, 25, 0.16666666666666666",
        "1, 3, 1, 5, 25, 0.24242424242424243",
        "2, 3, 1, 5, 25, 0.21052631578947367",
    })
    void aRampUpRedrawsControlByTheProductOfItsSteps(
            int origin, int drawing, int first, int second, int third, double treatment) {
        Map<String, Double> shares =
                shares(TestTallies.users(first, second, third), drawing, origin).orElseThrow();
        assertThat(Objects.requireNonNull(shares.get("v2"))).isCloseTo(treatment, within(1e-12));
        assertThat(Objects.requireNonNull(shares.get("v1"))).isCloseTo(1 - treatment, within(1e-12));
    }

    @Test
    void aRampDownRedrawsTreatment() {
        // From 50 to 10 %: treatment gives up 40/50 of its holders.
        Map<String, Double> shares = shares(TestTallies.users(50, 10), 2, 1).orElseThrow();
        assertThat(Objects.requireNonNull(shares.get("v2"))).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void whereBothArmsWereRedrawnNoOneShareIsKnown() {
        // Up and down again: holders of 10 % go 4/9·1/5 to treatment, those of treatment 1/5.
        assertThat(shares(TestTallies.users(10, 50, 10), 3, 1)).isEmpty();
    }

    /** From 10 to 25 %: 15/90 of control's holders; the mesh never had the 60 % between. */
    @Test
    void aRevisionThatNeverStoodIsNoStep() {
        Map<String, Double> shares =
                shares(TestTallies.overtaken(2, 10, 60, 25), 3, 1).orElseThrow();
        assertThat(Objects.requireNonNull(shares.get("v2"))).isCloseTo(15.0 / 90, within(1e-12));
    }

    @Test
    void anOriginThatNobodyKnowsHasNoShare() {
        assertThat(shares(TestTallies.users(10, 25), 2, 7)).isEmpty();
    }

    private static Optional<Map<String, Double>> shares(Experiment experiment, int drawing, int origin) {
        return Redraws.shares(
                experiment,
                new Stratum("users", 1, drawing, origin),
                experiment.allocation(1, drawing).orElseThrow());
    }
}
