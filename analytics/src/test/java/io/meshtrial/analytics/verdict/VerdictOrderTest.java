package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.verdict.Verdict.Better;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.Inconclusive;
import io.meshtrial.analytics.verdict.Verdict.InsufficientData;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of STATISTICS (h), each verdict against each that stands below it: where the grounds for both hold, the earlier
 * one is given. Every reason of CannotJudge against every other stands in {@link PrecedenceTest}.
 */
class VerdictOrderTest {

    /** Grounds for two verdicts at once, and which of them is given. */
    private record Pair(String grounds, Case grown, Class<? extends Verdict> expected) {
        @Override
        public String toString() {
            return grounds + " → " + expected.getSimpleName();
        }
    }

    static Stream<Pair> pairs() {
        return Stream.of(
                // 1 against 2 to 5.
                new Pair("harm, sample-ratio alarm", harm().ratioAlarm(), Harm.class),
                new Pair("harm, crossovers", harm().crossovers(0.3), Harm.class),
                new Pair("harm, stale", harm().lastEvent(Duration.ofHours(1)), Harm.class),
                new Pair(
                        "harm, another guardrail open",
                        harm().metrics(Case.ERRORS, Case.LATENCY).compared(Case.LATENCY, "v2", 0.2, 0, 0),
                        Harm.class),
                new Pair("harm, a goal gained", harm().found(99), Harm.class),
                new Pair("harm below the margin", new Case().errors(0.2, 9), Harm.class),
                new Pair("harm, time over", harm().after(Duration.ofHours(24)), Harm.class),
                new Pair("silent past the grace, sample-ratio alarm", silent().ratioAlarm(), Harm.class),
                new Pair("silent past the grace, a goal gained", silent().found(99), Harm.class),
                new Pair("silent past the grace, time over", silent().after(Duration.ofHours(24)), Harm.class),
                // 2 against 3 to 5.
                new Pair("sample-ratio alarm, guardrail open", open().ratioAlarm(), CannotJudge.class),
                new Pair("sample-ratio alarm, no data", new Case().ratioAlarm(), CannotJudge.class),
                new Pair("crossovers, a goal gained", gained().crossovers(0.3), CannotJudge.class),
                new Pair("stale, no harm", safe().lastEvent(Duration.ofHours(1)), CannotJudge.class),
                new Pair("drift, time over", open().drifted().after(Duration.ofHours(24)), CannotJudge.class),
                new Pair(
                        "changed plan, time over",
                        gained().planChanged().after(Duration.ofHours(24)),
                        CannotJudge.class),
                // 3 against 4 and 5.
                new Pair("guardrail open, a goal gained", open().found(99), InsufficientData.class),
                new Pair("no guardrail, a goal gained", new Case().found(99), InsufficientData.class),
                new Pair(
                        "guardrail open, time not yet over",
                        open().after(Duration.ofHours(24).minusMillis(1)),
                        InsufficientData.class),
                // 4 against 5, and within 4.
                new Pair("a goal gained, no harm", gained(), Better.class),
                new Pair("a goal gained, time over", gained().after(Duration.ofHours(24)), Better.class),
                new Pair("no harm, time over", safe().after(Duration.ofHours(24)), NoHarm.class),
                new Pair("goal not yet gained, no harm", safe().found(2.9), NoHarm.class),
                new Pair("guardrail open, time over", open().after(Duration.ofHours(24)), Inconclusive.class));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theEarlierVerdictIsGiven(Pair pair) {
        assertThat(pair.grown().verdict()).isInstanceOf(pair.expected());
    }

    /** Half of the tallies read is an arm without its counterpart: neither harm nor anything else can rest on it. */
    @ParameterizedTest
    @MethodSource("pairs")
    void nothingIsSaidOfNumbersThatAreNotWhole(Pair pair) {
        assertThat(pair.grown().reading().verdict())
                .isInstanceOfSatisfying(
                        CannotJudge.class, cannot -> assertThat(cannot.reason()).isEqualTo(Verdict.Reason.READING));
    }

    private static Case harm() {
        return new Case().errors(2, 9);
    }

    private static Case silent() {
        return safe().shortage("v2", Shortage.Kind.SILENT, Limits.SHORTAGE_GRACE);
    }

    private static Case open() {
        return new Case().errors(0.3, -3);
    }

    private static Case safe() {
        return new Case().errors(0.1, -3);
    }

    private static Case gained() {
        return safe().found(9);
    }
}
