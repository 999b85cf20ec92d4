package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer.State;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page calls a metric harm exactly where the judge does; the estimate is half of the bound, the minimum effect .05. */
class MetricStateTest {

    @ParameterizedTest
    @CsvSource({
        "2.00, 9.0, HARM",
        "0.11, 9.0, HARM",
        "0.10, 9.0, BELOW_MARGIN",
        "0.50, 4.6, NOT_YET",
        "0.50, 4.61, HARM",
        "0.10, -3.0, BELOW_MARGIN"
    })
    void aMetricIsHarmWhereTheJudgeSaysSo(double upperBound, double logEHarm, State state) {
        Evidence evidence = new Case().errors(upperBound, logEHarm).evidence();
        MetricAnswer answer = MetricAnswer.of(Case.ERRORS, evidence.comparisons(), evidence);
        assertThat(answer.arms())
                .singleElement()
                .extracting(MetricAnswer.Arm::state)
                .isEqualTo(state);
        assertThat(Judge.judge(evidence) instanceof Harm).isEqualTo(state == State.HARM);
    }

    /** Beyond what a method tells apart the estimate is unknown; what is proven then stands for it. */
    @ParameterizedTest
    @CsvSource({"0.30, 9.0, HARM", "0.05, 9.0, INSUFFICIENT", "0.30, 4.6, INSUFFICIENT"})
    void anUnknownEstimateIsHarmByItsBound(double lowerBound, double logEHarm, State state) {
        Evidence evidence = new Case().errorsBeyond(lowerBound, logEHarm).evidence();
        MetricAnswer answer = MetricAnswer.of(Case.ERRORS, evidence.comparisons(), evidence);
        assertThat(answer.arms())
                .singleElement()
                .extracting(MetricAnswer.Arm::state)
                .isEqualTo(state);
        Verdict verdict = Judge.judge(evidence);
        assertThat(verdict instanceof Harm).isEqualTo(state == State.HARM);
        assertThat(Sentence.of(verdict)).doesNotContain("null");
    }

    /** An e-value beyond a double is still a number. */
    @ParameterizedTest
    @CsvSource({"700", "710", "1e300"})
    void evidenceIsAlwaysANumber(double logEHarm) {
        Verdict verdict = new Case().errors(2, logEHarm).verdict();
        assertThat(verdict).isInstanceOf(Harm.class);
        assertThat(verdict.deciding().getFirst().bound()).isFinite();
        Verdict better = new Case().errors(0.1, -3).found(logEHarm).verdict();
        assertThat(better.deciding().getFirst().bound()).isFinite();
        assertThat(Sentence.of(verdict)).contains("over 10").doesNotContain("Infinity");
    }
}
