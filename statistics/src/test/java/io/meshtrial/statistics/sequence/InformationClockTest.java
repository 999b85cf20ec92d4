package io.meshtrial.statistics.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import org.junit.jupiter.api.Test;

class InformationClockTest {

    @Test
    void theClockReachesOneAtThePlannedStandardError() {
        assertThat(InformationClock.planned(0.25).advance(0.25).progress()).isCloseTo(1, within(1e-15));
        assertThat(InformationClock.planned(0.25).advance(0.5).progress()).isCloseTo(0.25, within(1e-15));
    }

    @Test
    void theClockNeverRunsBackwards() {
        InformationClock later = InformationClock.planned(0.25).advance(0.25);
        assertThat(later.advance(0.5)).isEqualTo(later);
        assertThat(later.time(new Contrast(1, 0.5, 9)).progress()).isCloseTo(1, within(1e-15));
    }

    @Test
    void aStandardErrorOfZeroTellsNothing() {
        assertThat(InformationClock.planned(1).advance(0).progress()).isZero();
    }

    @Test
    void aPlanWithoutInformationIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> InformationClock.planned(0));
        assertThatIllegalArgumentException().isThrownBy(() -> InformationClock.planned(Double.POSITIVE_INFINITY));
    }

    @Test
    void anUpperBoundAtTheTunedTime() {
        // Number of the design: d = 1.2, SE = .8, r = c(.1).
        OneSided bounds =
                AsymptoticSequence.oneSided(new Contrast(1.2, 0.8, 1), 0.05).orElseThrow();
        assertThat(bounds.upper()).isCloseTo(3.4232753883, within(1e-10));
        assertThat(AsymptoticSequence.tuning(0.05)).isCloseTo(7.9361546017, within(1e-10));
    }

    @Test
    void unusableContrastsAreRefused() {
        assertThat(AsymptoticSequence.twoSided(new Contrast(Double.NaN, 1, 1), 0.05))
                .isEqualTo(Answer.undefined(Reason.NOT_FINITE));
        assertThat(AsymptoticSequence.twoSided(new Contrast(1, Double.POSITIVE_INFINITY, 1), 0.05))
                .isEqualTo(Answer.undefined(Reason.NOT_FINITE));
        assertThat(AsymptoticSequence.oneSided(new Contrast(1, 0, 1), 0.05))
                .isEqualTo(Answer.undefined(Reason.ZERO_VARIANCE));
        assertThat(AsymptoticSequence.oneSided(new Contrast(1, 1, 0), 0.05))
                .isEqualTo(Answer.undefined(Reason.PLANNED_INFORMATION));
        assertThat(AsymptoticSequence.oneSided(new Contrast(1, 1, 1), 0.5))
                .isEqualTo(Answer.undefined(Reason.ALPHA_ONE_SIDED));
        assertThat(AsymptoticSequence.oneSided(new Contrast(1, 1, 1), 0)).isEqualTo(Answer.undefined(Reason.ALPHA));
    }
}
