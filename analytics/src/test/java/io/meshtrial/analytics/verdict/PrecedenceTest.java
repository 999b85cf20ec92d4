package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import io.meshtrial.analytics.verdict.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason against a judgement, alone and against every other; STATISTICS (h). */
class PrecedenceTest {

    private static final Duration SHORTLY = Duration.ofSeconds(90);
    private static final Map<Reason, UnaryOperator<Case>> OBJECTIONS = objections();

    private static Map<Reason, UnaryOperator<Case>> objections() {
        Map<Reason, UnaryOperator<Case>> objections = new LinkedHashMap<>();
        objections.put(Reason.READING, Case::reading);
        objections.put(Reason.NOT_RUNNING, c -> c.state(ExperimentState.DRAFT));
        objections.put(Reason.TARGETED_ONLY, Case::targetedOnly);
        objections.put(Reason.PLAN_CHANGED, Case::planChanged);
        objections.put(Reason.METRIC_OF_USERS, Case::countedForUsersThatAreNotDrawn);
        objections.put(Reason.DRIFT, Case::drifted);
        objections.put(Reason.NO_UNIT_ID, Case::withoutUnitIds);
        objections.put(Reason.STALE_STREAM, c -> c.lastEvent(Duration.ofSeconds(61)));
        objections.put(Reason.ARM_MISSING, c -> c.shortage("v2", Shortage.Kind.MISSING, SHORTLY));
        objections.put(Reason.ARM_SILENT, c -> c.shortage("v2", Shortage.Kind.SILENT, SHORTLY));
        objections.put(Reason.SAMPLE_RATIO, Case::ratioAlarm);
        objections.put(Reason.CROSSOVERS, c -> c.crossovers(0.0501));
        objections.put(Reason.UNATTRIBUTED_FAILURES, c -> c.unattributed(0.00101));
        return objections;
    }

    static Stream<Arguments> pairs() {
        List<Reason> order = List.copyOf(OBJECTIONS.keySet());
        return IntStream.range(0, order.size())
                .boxed()
                .flatMap(i -> IntStream.range(i, order.size()).mapToObj(j -> Arguments.of(order.get(i), order.get(j))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theEarlierReasonIsGivenHoweverGoodTheNumbers(Reason earlier, Reason later) {
        Case good = new Case().errors(0.1, -3).found(9);
        Verdict verdict = objection(earlier).apply(objection(later).apply(good)).verdict();
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        CannotJudge.class, cannot -> assertThat(cannot.reason()).isEqualTo(earlier));
        assertThat(Sentence.of(verdict)).isNotBlank().endsWith(".").doesNotContain("null");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READING")
    void noDoubtAboutTheDataMasksHarmOnErrors(Reason reason) {
        assertThat(objection(reason).apply(new Case().errors(2, 4.7)).verdict()).isInstanceOf(Harm.class);
    }

    @Test
    void numbersThatAreNotWholeAreNoHarm() {
        assertThat(new Case().errors(2, 4.7).reading().verdict())
                .isInstanceOfSatisfying(
                        CannotJudge.class, cannot -> assertThat(cannot.reason()).isEqualTo(Reason.READING));
    }

    @Test
    void everyReasonIsInTheTable() {
        assertThat(OBJECTIONS.keySet()).containsExactlyInAnyOrder(Reason.values());
    }

    @Test
    void limitsThemselvesAreAllowed() {
        assertThat(new Case()
                        .errors(0.1, -3)
                        .lastEvent(Limits.STALE)
                        .crossovers(Limits.CROSSOVERS)
                        .unattributed(Limits.UNATTRIBUTED)
                        .verdict())
                .isInstanceOf(NoHarm.class);
    }

    @Test
    void anExperimentWithoutTreatmentMissesAnArm() {
        assertThat(new Case().treatments().verdict())
                .isInstanceOfSatisfying(
                        CannotJudge.class, cannot -> assertThat(cannot.reason()).isEqualTo(Reason.ARM_MISSING));
    }

    @ParameterizedTest
    @EnumSource(Shortage.Kind.class)
    void aShortTreatmentHoldsAtOnceAndRollsBackAfterTheGrace(Shortage.Kind kind) {
        Case young = new Case().errors(0.1, -3).ratioAlarm().shortage("v2", kind, SHORTLY);
        Instant now = young.evidence().now();
        assertThat(young.verdict())
                .isInstanceOfSatisfying(
                        CannotJudge.class,
                        cannot -> assertThat(cannot.rollBackAt()).isEqualTo(now.plusSeconds(30)));
        assertThat(Sentence.of(young.verdict())).endsWith(" Rolls back at 2026-11-22T10:00:30Z unless it recovers.");
        Case old = new Case().errors(0.1, -3).ratioAlarm().shortage("v2", kind, Limits.SHORTAGE_GRACE);
        assertThat(old.verdict()).isInstanceOf(Harm.class);
        assertThat(Sentence.of(old.verdict())).startsWith("Harm: ").contains("v2 for 2 min");
    }

    @ParameterizedTest
    @EnumSource(Shortage.Kind.class)
    void aShortControlIsADoubtAndNeverHarm(Shortage.Kind kind) {
        Case control = new Case().errors(0.1, -3).ratioAlarm().shortage("v1", kind, Duration.ofHours(1));
        assertThat(control.verdict())
                .isInstanceOfSatisfying(
                        CannotJudge.class,
                        cannot -> assertThat(cannot.rollBackAt()).isNull());
    }

    @Test
    void aShortageIsNoHarmWhileNothingShouldCome() {
        UnaryOperator<Case> silent = c -> c.errors(0.1, -3).shortage("v2", Shortage.Kind.SILENT, Duration.ofHours(1));
        assertThat(silent.apply(new Case().drifted()).verdict()).isInstanceOf(CannotJudge.class);
        assertThat(silent.apply(new Case().targetedOnly()).verdict()).isInstanceOf(CannotJudge.class);
        assertThat(silent.apply(new Case().state(ExperimentState.PAUSED)).verdict())
                .isInstanceOf(NoHarm.class);
    }

    /** The gateway says that nobody calls: no fault of the stream, and still no pass, however good the numbers were. */
    @Test
    void whileNobodyCallsTheStreamIsNotStaleAndNothingPasses() {
        Case quiet = new Case().errors(0.1, -3).found(9).nobodyCalls();
        assertThat(quiet.lastEvent(Limits.STALE).verdict()).isInstanceOf(Verdict.Better.class);
        Verdict night = quiet.lastEvent(Duration.ofHours(8)).verdict();
        assertThat(night).isInstanceOf(Verdict.InsufficientData.class);
        assertThat(Sentence.of(night)).isEqualTo("Nobody has called for 480 min, at the gateway neither.");
        assertThat(quiet.state(ExperimentState.PROMOTED).verdict()).isInstanceOf(Verdict.Better.class);
        assertThat(new Case()
                        .errors(2, 4.7)
                        .nobodyCalls()
                        .lastEvent(Duration.ofHours(8))
                        .verdict())
                .isInstanceOf(Harm.class);
        assertThat(new Case()
                        .errors(0.3, -3)
                        .nobodyCalls()
                        .lastEvent(Duration.ofHours(8))
                        .after(Duration.ofHours(24))
                        .verdict())
                .isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void anExperimentThatHasEndedIsNotStale() {
        assertThat(new Case()
                        .errors(0.1, -3)
                        .state(ExperimentState.PROMOTED)
                        .lastEvent(Duration.ofDays(3))
                        .verdict())
                .isInstanceOf(NoHarm.class);
    }

    private static UnaryOperator<Case> objection(Reason reason) {
        return Objects.requireNonNull(OBJECTIONS.get(reason));
    }
}
