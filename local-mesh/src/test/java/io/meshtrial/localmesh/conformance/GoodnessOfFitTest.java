package io.meshtrial.localmesh.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GoodnessOfFitTest {

    private static final Map<String, Double> NINE_TO_ONE = Map.of("v1", 0.9, "v2", 0.1);

    /** R: chisq.test(c(890, 110), p = c(.9, .1)) gives p = 0.2918. */
    @Test
    void countsNearTheSharesFit() {
        assertThat(GoodnessOfFit.difference("served", NINE_TO_ONE, Map.of("v1", 890L, "v2", 110L), 1000))
                .isEmpty();
    }

    /** R: chisq.test(c(850, 150), p = c(.9, .1)) gives p = 1.36e-7; with c(855, 145) 2.1e-6. */
    @Test
    void theBoundLiesAtOneInAMillion() {
        assertThat(GoodnessOfFit.difference("served", NINE_TO_ONE, Map.of("v1", 850L, "v2", 150L), 1000))
                .isPresent();
        assertThat(GoodnessOfFit.difference("served", NINE_TO_ONE, Map.of("v1", 855L, "v2", 145L), 1000))
                .isEmpty();
    }

    @Test
    void whatMustNotOccurMayNotOccurOnce() {
        assertThat(GoodnessOfFit.difference("status", Map.of("200", 1.0), Map.of("200", 999L, "503", 1L), 1000))
                .hasValueSatisfying(said -> assertThat(said).contains("503"));
        assertThat(GoodnessOfFit.difference("served", NINE_TO_ONE, Map.of("v1", 899L, "v2", 100L), 1000))
                .hasValueSatisfying(said -> assertThat(said).contains("none"));
    }

    @Test
    void rareArmsArePooledSoThatOneHitIsNoDifference() {
        Map<String, Double> rare = Map.of("v1", 0.9995, "v2", 0.0005);
        assertThat(GoodnessOfFit.difference("served", rare, Map.of("v1", 98L, "v2", 2L), 100))
                .isEmpty();
    }

    @Test
    void aShareThatReachesNobodyCountsAsNone() {
        assertThat(GoodnessOfFit.difference("served", Map.of("v1", 0.5), Map.of("v1", 55L), 100))
                .isEmpty();
        assertThat(GoodnessOfFit.difference("served", Map.of("v1", 0.5), Map.of("v1", 100L), 100))
                .isPresent();
    }
}
