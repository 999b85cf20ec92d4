package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentenceTest {

    @Test
    void noHarmNamesTheTightestMargin() {
        assertThat(sentence(new Case().errors(0.031, -3).found(1)))
                .isEqualTo(
                        "Server errors upper bound +3.1\u202f% < margin 25\u202f%; the guardrail is below its margin.");
    }

    @Test
    void severalGuardrailsAreCounted() {
        Case two = new Case().metrics(Case.ERRORS, Case.LATENCY).errors(0.1, -3);
        assertThat(sentence(two.compared(Case.LATENCY, "v2", 0.04, 0, 0)))
                .isEqualTo("Mean latency upper bound +4.0\u202f% < margin 5\u202f%; all 2 guardrails below their"
                        + " margins.");
    }

    @Test
    void betterGivesTheGainFirst() {
        Case better = new Case().errors(0.1, -3);
        assertThat(sentence(better.compared(Case.FOUND, "v2", 0.04, 0, 9)))
                .isEqualTo("Results found +1.0\u202f% to +4.0\u202f%; the guardrail is below its margin.");
    }

    @Test
    void harmGivesTheChangeAndItsEvidence() {
        assertThat(sentence(new Case().errors(2, Math.log(12_345))))
                .isEqualTo("Harm: Server errors +100\u202f% (+50\u202f% to ×3.0); e 12\u202f345 ≥ alarm 100.");
    }

    @Test
    void aBoundNextToItsMarginGetsAnotherDigit() {
        assertThat(sentence(new Case().errors(0.24996, -3)))
                .startsWith("Server errors upper bound +24.996\u202f% < margin");
    }

    @Test
    void insufficientDataCountsAndNamesTheWidestBound() {
        assertThat(sentence(new Case().errors(0.3, -3)))
                .isEqualTo("1\u202f000 of 20\u202f000 requests; Server errors upper bound +30.0\u202f% ≥ margin"
                        + " 25\u202f%.");
    }

    @Test
    void theEndOfTimeNamesTheOpenBound() {
        assertThat(sentence(new Case().errors(0.3, -3).after(Duration.ofDays(2))))
                .isEqualTo(
                        "Server errors upper bound +30.0\u202f% ≥ margin 25\u202f%. Neither harm nor gain is shown.");
    }

    @Test
    void aSampleRatioIsGivenAgainstItsTarget() {
        assertThat(sentence(new Case().errors(0.1, -3).ratioAlarm()))
                .isEqualTo("Sample ratio is off: 5\u202f% of 10\u202f%.");
    }

    private static String sentence(Case some) {
        return Sentence.of(some.verdict());
    }
}
