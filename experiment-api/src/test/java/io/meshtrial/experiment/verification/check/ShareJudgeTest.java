package io.meshtrial.experiment.verification.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareJudgeTest {

    private static final ShareJudge JUDGE = new ShareJudge(new ShareSettings(0.999, 0.005, 200, 20));

    private static Targets targets(String rules) {
        Subject subject = Subjects.subsets(rules, Duration.ofHours(1));
        return Targets.of(subject.spec(), subject.stored().revision());
    }

    private static Outcome judge(String rules, double v1, double v2) {
        return JUDGE.judge(Map.of("v1", v1, "v2", v2), targets(rules), List.of());
    }

    /** By hand from Wilson's interval at 99.9 % and half a point of tolerance. */
    @ParameterizedTest
    @CsvSource({
        "10% to v2, 900, 100, AGREES,",
        "10% to v2, 840, 160, DIFFERS, OFF_TARGET",
        "10% to v2, 100, 10, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "10% to v2, 0, 0, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "1% to v2, 500, 4, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "everyone else to v1, 5000, 0, AGREES,",
        "everyone else to v1, 4900, 100, DIFFERS, OFF_TARGET",
        "Chrome to v1, 500, 500, UNKNOWN, NO_TARGET",
        "users: 10% to v2, 840, 160, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "users: 10% to v2, 8700, 1300, AGREES,",
        "users: 10% to v2, 5000, 5000, DIFFERS, OFF_TARGET"
    })
    void saysNoMoreThanTheRequestsSupport(
            String rules, double v1, double v2, Verdict verdict, @Nullable Reason reason) {
        Outcome outcome = judge(rules, v1, v2);
        assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
        assertThat(outcome.reason()).isEqualTo(reason);
    }

    /**
     * By hand: without a success Wilson's interval at 99.9 % ends at 10.83/(n + 10.83), and half a point of tolerance, or half
     * of the target where that is less, stands below the target. The last is the first count at which it is found out.
     */
    @ParameterizedTest
    @CsvSource({"0.1, 21645", "0.5, 4321", "1, 2155", "2, 712", "5, 230", "10, 200", "50, 200"})
    void aVersionThatNobodyReachesNeverAgrees(String percent, int found) {
        String rules = percent + "% to v2";
        for (int n : new int[] {found / 10, found / 2, found - 1}) {
            assertThat(judge(rules, n, 0).verdict()).as("none of %d", n).isEqualTo(Verdict.TOO_EARLY);
        }
        for (int n : new int[] {found, 2 * found, 10 * found}) {
            assertThat(judge(rules, n, 0).verdict()).as("none of %d", n).isEqualTo(Verdict.DIFFERS);
            double due = n * Double.parseDouble(percent) / 100;
            assertThat(judge(rules, n - due, due).verdict())
                    .as("%s of %d", due, n)
                    .isEqualTo(Verdict.AGREES);
        }
    }

    @Test
    void aRuleForSomeBoundsTheShareOfAll() {
        String rules = "20% of Firefox to v2\neveryone else to v1";
        assertThat(targets(rules).byVariant().get("v2")).isEqualTo(new Targets.Bounds(0, 0.2));
        assertThat(judge(rules, 970, 30).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(judge(rules, 700, 300).verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20% of Firefox to v2", "Chrome to v1"})
    void requestsThatNoRuleTakesLeaveEveryShareOpen(String rules) {
        assertThat(targets(rules).sayAnything()).isFalse();
    }
}
