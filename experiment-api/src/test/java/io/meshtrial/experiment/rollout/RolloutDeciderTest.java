package io.meshtrial.experiment.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.definition.RolloutPolicy.OnInconclusive;
import io.meshtrial.experiment.definition.RolloutPolicy.StepMargin;
import io.meshtrial.experiment.rollout.RolloutStep.Advance;
import io.meshtrial.experiment.rollout.RolloutStep.Cause;
import io.meshtrial.experiment.rollout.RolloutStep.Hold;
import io.meshtrial.experiment.rollout.RolloutStep.Promote;
import io.meshtrial.experiment.rollout.RolloutStep.RollBack;
import io.meshtrial.experiment.rollout.Verdict.Bound;
import io.meshtrial.experiment.rollout.Verdict.Given;
import io.meshtrial.experiment.rollout.Verdict.Missing;
import io.meshtrial.experiment.rollout.Verdict.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected steps are worked out by hand from the decision section of the statistics design and the policy's words. */
class RolloutDeciderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final RolloutPolicy POLICY = RolloutPolicy.defaults();
    private static final List<Bound> BELOW = List.of(new Bound("latency-p95", 0.03, 0.05));

    private static Given given(Word word) {
        return new Given(word, null, "", false, false, BELOW, true, true);
    }

    private static RolloutStep decide(RolloutState state, Verdict verdict, RolloutPolicy policy) {
        return decide(state, verdict, policy, null, Witnesses.Answer.UNKNOWN);
    }

    private static RolloutStep decide(
            RolloutState state,
            Verdict verdict,
            RolloutPolicy policy,
            @Nullable Instant silentSince,
            Witnesses.Answer witnesses) {
        return RolloutDecider.decide(new RolloutDecider.Situation(state, verdict, policy, silentSince, witnesses, NOW));
    }

    private static RolloutState standing(double share) {
        return new RolloutState.Standing(share, NOW.minus(POLICY.minimumStep()));
    }

    private static RolloutPolicy policy(OnInconclusive onInconclusive, boolean witnesses) {
        return new RolloutPolicy(
                POLICY.steps(),
                POLICY.minimumStep(),
                onInconclusive,
                List.of(),
                POLICY.silentGrace(),
                witnesses,
                List.of());
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "5, 25", "10, 25", "25, 50"})
    void aPassingVerdictLeadsToTheNextStepAboveTheShare(double share, double next) {
        assertThat(decide(standing(share), given(Word.NO_HARM), POLICY)).isEqualTo(new Advance(next));
        assertThat(decide(standing(share), given(Word.BETTER), POLICY)).isEqualTo(new Advance(next));
    }

    @Test
    void theLastStepIsPromotion() {
        assertThat(decide(standing(50), given(Word.NO_HARM), POLICY)).isEqualTo(new Promote());
    }

    @Test
    void promotionNeedsEverythingThatAnalyticsListsAndASourceThatSeesUnreachablePods() {
        Given notYet = new Given(Word.NO_HARM, null, "", false, false, BELOW, true, false);
        Given blind = new Given(Word.NO_HARM, null, "", false, true, BELOW, true, true);
        assertThat(decide(standing(50), notYet, POLICY)).isEqualTo(new Hold(HoldReason.PROMOTION_CONDITIONS));
        assertThat(decide(standing(50), blind, POLICY)).isEqualTo(new Hold(HoldReason.BLIND_TO_UNREACHABLE_PODS));
        assertThat(decide(standing(25), blind, POLICY)).isEqualTo(new Advance(50));
    }

    @Test
    void aPolicyWithoutTheWholeEndsAtItsLastStep() {
        RolloutPolicy ending = new RolloutPolicy(
                List.of(1.0, 5.0), Duration.ZERO, OnInconclusive.HOLD, List.of(), Duration.ZERO, false, List.of());
        assertThat(decide(standing(5), given(Word.BETTER), ending)).isEqualTo(new Hold(HoldReason.LAST_STEP));
    }

    @ParameterizedTest
    @CsvSource({"INSUFFICIENT_DATA, INSUFFICIENT_DATA", "CANNOT_JUDGE, CANNOT_JUDGE", "INCONCLUSIVE, INCONCLUSIVE"})
    void everyOtherWordHolds(Word word, HoldReason reason) {
        assertThat(decide(standing(5), given(word), POLICY)).isEqualTo(new Hold(reason));
    }

    @Test
    void aMissingVerdictHolds() {
        assertThat(decide(standing(5), new Missing("away"), POLICY)).isEqualTo(new Hold(HoldReason.NO_VERDICT));
    }

    @Test
    void aStepLastsItsMinimum() {
        RolloutState young =
                new RolloutState.Standing(5, NOW.minus(POLICY.minimumStep()).plusMillis(1));
        assertThat(decide(young, given(Word.BETTER), POLICY)).isEqualTo(new Hold(HoldReason.MINIMUM_STEP));
    }

    @Test
    void whatIsNotInEffectPausedOrDisputedHolds() {
        assertThat(decide(new RolloutState.Publishing(5), given(Word.BETTER), POLICY))
                .isEqualTo(new Hold(HoldReason.NOT_IN_EFFECT));
        assertThat(decide(new RolloutState.Unserved(5, "HTTP 404"), given(Word.BETTER), POLICY))
                .isEqualTo(new Hold(HoldReason.NOT_IN_EFFECT));
        assertThat(decide(new RolloutState.Frozen(5), given(Word.BETTER), POLICY))
                .isEqualTo(new Hold(HoldReason.PAUSED));
        assertThat(decide(new RolloutState.Disputed(5), given(Word.BETTER), POLICY))
                .isEqualTo(new Hold(HoldReason.FOREIGN_EDIT));
    }

    @Test
    void harmRollsBackFromEveryState() {
        for (RolloutState state : List.of(
                standing(5),
                new RolloutState.Standing(5, NOW),
                new RolloutState.Publishing(5),
                new RolloutState.Unserved(5, "HTTP 404"),
                new RolloutState.Frozen(5),
                new RolloutState.Disputed(5))) {
            assertThat(decide(state, given(Word.HARM), POLICY)).isEqualTo(new RollBack(Cause.HARM));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "119, false", "120, true", "3600, true"})
    void aSilentTreatmentIsHeldAtOnceAndRolledBackAfterTheGrace(long seconds, boolean back) {
        Given silent = new Given(Word.CANNOT_JUDGE, "ARM_SILENT", "", true, false, BELOW, true, false);
        assertThat(decide(standing(5), silent, POLICY, NOW.minusSeconds(seconds), Witnesses.Answer.UNKNOWN))
                .isEqualTo(back ? new RollBack(Cause.TREATMENT_SILENT) : new Hold(HoldReason.TREATMENT_SILENT));
    }

    @ParameterizedTest
    @EnumSource(OnInconclusive.class)
    void thePolicySaysWhatAnInconclusiveEndMeans(OnInconclusive said) {
        RolloutStep expected = switch (said) {
            case HOLD -> new Hold(HoldReason.INCONCLUSIVE);
            case ROLL_BACK -> new RollBack(Cause.INCONCLUSIVE);
            case PROMOTE -> new Promote();
        };
        assertThat(decide(standing(5), given(Word.INCONCLUSIVE), policy(said, false)))
                .isEqualTo(expected);
    }

    @Test
    void anInconclusiveEndIsNeverPromotedBlindly() {
        Given blind = new Given(Word.INCONCLUSIVE, null, "", false, true, BELOW, true, false);
        assertThat(decide(standing(5), blind, policy(OnInconclusive.PROMOTE, false)))
                .isEqualTo(new Hold(HoldReason.BLIND_TO_UNREACHABLE_PODS));
    }

    @ParameterizedTest
    @CsvSource({"DIFFER, WITNESSES_DIFFER", "UNKNOWN, WITNESSES_UNKNOWN"})
    void onlyAgreeingWitnessesArePassed(Witnesses.Answer answer, HoldReason reason) {
        RolloutPolicy strict = policy(OnInconclusive.PROMOTE, true);
        for (Word word : List.of(Word.NO_HARM, Word.BETTER, Word.INCONCLUSIVE)) {
            assertThat(decide(standing(50), given(word), strict, null, answer)).isEqualTo(new Hold(reason));
        }
        assertThat(decide(standing(5), given(Word.NO_HARM), strict, null, Witnesses.Answer.AGREE))
                .isEqualTo(new Advance(25));
    }

    @Test
    void aStepsOwnMarginIsWhatItsBoundsAreHeldAgainst() {
        RolloutPolicy wide = margin(5, 0.5);
        RolloutPolicy tight = margin(5, 0.02);
        Given early = new Given(
                Word.INSUFFICIENT_DATA,
                null,
                "",
                false,
                false,
                List.of(new Bound("latency-p95", 0.4, 0.05)),
                true,
                false);
        assertThat(decide(standing(5), early, wide)).isEqualTo(new Advance(25));
        assertThat(decide(standing(25), early, wide)).isEqualTo(new Hold(HoldReason.INSUFFICIENT_DATA));
        assertThat(decide(standing(5), given(Word.NO_HARM), tight)).isEqualTo(new Hold(HoldReason.INSUFFICIENT_DATA));
    }

    @Test
    void noMarginLetsAMissingBoundPass() {
        Given none = new Given(
                Word.INSUFFICIENT_DATA,
                null,
                "",
                false,
                false,
                List.of(new Bound("latency-p95", null, 0.05)),
                true,
                true);
        assertThat(decide(standing(5), none, margin(5, 10))).isEqualTo(new Hold(HoldReason.INSUFFICIENT_DATA));
    }

    private static RolloutPolicy margin(double step, double margin) {
        return new RolloutPolicy(
                POLICY.steps(),
                POLICY.minimumStep(),
                OnInconclusive.HOLD,
                List.of(new StepMargin(step, "latency-p95", margin)),
                POLICY.silentGrace(),
                false,
                List.of());
    }
}
