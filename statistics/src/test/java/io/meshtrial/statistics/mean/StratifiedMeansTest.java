package io.meshtrial.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.OneSided;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StratifiedMeansTest {

    private static final double PLANNED = 500;

    static List<List<Stratum>> strata() {
        SplittableRandom random = new SplittableRandom(7);
        return IntStream.range(0, 100)
                .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(k -> new Stratum(arm(random), arm(random)))
                        .toList())
                .toList();
    }

    private static ArmSummary arm(SplittableRandom random) {
        return new ArmSummary(40 + random.nextInt(5000), 5 + random.nextDouble(), 1 + 20 * random.nextDouble());
    }

    @ParameterizedTest
    @MethodSource("strata")
    void aMarginLiesBeyondTheRatioBoundExactlyWhenItsContrastIsProven(List<Stratum> strata) {
        StratifiedMeans means = StratifiedMeans.forVerdict(strata).orElseThrow();
        RatioBounds bounds =
                means.ratioBounds(means.information() / PLANNED, 0.05).orElseThrow();
        assertThat(oneSided(means, bounds.upper() + 1e-9).upper()).isNegative();
        assertThat(oneSided(means, bounds.upper() - 1e-9).upper()).isPositive();
        assertThat(oneSided(means, bounds.lower() - 1e-9).lower()).isPositive();
        assertThat(oneSided(means, bounds.lower() + 1e-9).lower()).isNegative();
        assertThat(bounds.estimate()).isBetween(bounds.lower(), bounds.upper());
    }

    private static OneSided oneSided(StratifiedMeans means, double factor) {
        return AsymptoticSequence.oneSided(means.contrast(factor, PLANNED).orElseThrow(), 0.05)
                .orElseThrow();
    }

    @Test
    void aRampWithADriftingBaseRateKeepsItsSign() {
        // Numbers of the design: pooled the difference has the wrong sign, −.0045628372.
        List<Stratum> ramp = List.of(
                new Stratum(
                        ArmSummary.ofProportion(20_000, 990_000).orElseThrow(),
                        ArmSummary.ofProportion(230, 10_000).orElseThrow()),
                new Stratum(
                        ArmSummary.ofProportion(5_000, 500_000).orElseThrow(),
                        ArmSummary.ofProportion(6_000, 500_000).orElseThrow()));
        var contrast =
                StratifiedMeans.of(ramp).orElseThrow().contrast(1, 250_000).orElseThrow();
        assertThat(contrast.estimate()).isCloseTo(.002030396306, within(1e-12));
        assertThat(contrast.standardError()).isCloseTo(.000208685730, within(1e-12));
    }

    @Test
    void anArmWithFewerThan30UnitsDoesNotSpeak() {
        Stratum small = new Stratum(new ArmSummary(1000, 1, 1), new ArmSummary(29, 1, 1));
        assertThat(StratifiedMeans.forVerdict(List.of(small))).isEqualTo(Answer.undefined(Reason.BURN_IN));
        Stratum enough = new Stratum(new ArmSummary(1000, 1, 1), new ArmSummary(30, 1, 1));
        assertThat(StratifiedMeans.forVerdict(List.of(enough)).toOptional()).isPresent();
    }

    @Test
    void theSmallerArmsVarianceIsAtLeastTheLargerArms() {
        ArmSummary large = new ArmSummary(100, 1, 9);
        ArmSummary small = new ArmSummary(10, 1, 0.5);
        assertThat(new Stratum(large, small).cautious().treatment().variance()).isEqualTo(9);
        assertThat(new Stratum(small, large).cautious().control().variance()).isEqualTo(9);
        assertThat(new Stratum(small, large).cautious().treatment()).isEqualTo(large);
        Stratum equal = new Stratum(large, new ArmSummary(100, 1, 0.5));
        assertThat(equal.cautious()).isEqualTo(equal);
    }

    @Test
    void aSmallArmWithLargerVarianceKeepsIt() {
        Stratum stratum = new Stratum(new ArmSummary(100, 1, 1), new ArmSummary(10, 1, 4));
        assertThat(stratum.cautious()).isEqualTo(stratum);
    }

    @Test
    void aStratumWithOneUnitInEachArmIsLeftOut() {
        Stratum pair = new Stratum(new ArmSummary(1, 5, 0), new ArmSummary(1, 90, 0));
        Stratum usual = new Stratum(new ArmSummary(100, 1, 1), new ArmSummary(100, 2, 1));
        assertThat(StratifiedMeans.forVerdict(List.of(pair, usual))
                        .orElseThrow()
                        .contrast(1, 50)
                        .orElseThrow()
                        .estimate())
                .isEqualTo(1);
    }

    @Test
    void aControlThatCannotBeToldFromZeroGivesNoRatio() {
        Stratum stratum = new Stratum(new ArmSummary(100, 0.01, 4), new ArmSummary(100, 2, 1));
        assertThat(StratifiedMeans.of(List.of(stratum)).orElseThrow().ratioBounds(1, 0.05))
                .isEqualTo(Answer.undefined(Reason.BASELINE_UNCERTAIN));
    }

    @Test
    void badPlansAndLevelsAreRefused() {
        StratifiedMeans means = StratifiedMeans.of(
                        List.of(new Stratum(new ArmSummary(100, 1, 4), new ArmSummary(100, 2, 1))))
                .orElseThrow();
        assertThat(means.contrast(1, Double.POSITIVE_INFINITY)).isEqualTo(Answer.undefined(Reason.PLANNED_INFORMATION));
        assertThat(means.contrast(Double.NaN, 1)).isEqualTo(Answer.undefined(Reason.MARGIN));
        assertThat(means.ratioBounds(0, 0.05)).isEqualTo(Answer.undefined(Reason.PLANNED_INFORMATION));
        assertThat(means.ratioBounds(1, 0.5)).isEqualTo(Answer.undefined(Reason.ALPHA_ONE_SIDED));
    }
}
