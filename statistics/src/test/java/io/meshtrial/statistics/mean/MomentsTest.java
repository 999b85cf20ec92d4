package io.meshtrial.statistics.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mergedPartsEqualTheWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(500, 1e6, 1e6 + 10).toArray();
        int cut = random.nextInt(500);
        Moments whole = Moments.of(values);
        Moments merged = Moments.of(Arrays.copyOf(values, cut)).merge(Moments.of(Arrays.copyOfRange(values, cut, 500)));
        assertThat(merged.n()).isEqualTo(500);
        assertThat(merged.mean()).isCloseTo(whole.mean(), within(1e-8));
        assertThat(merged.squaredDeviations()).isCloseTo(whole.squaredDeviations(), within(1e-6));
    }

    @Test
    void sumsOfLargeAlmostEqualValuesKeepTheirVariance() {
        // 3·10⁶ and 3·10⁶ + 2 in equal numbers, variance n/(n − 1); the textbook formula is off by 1e-4 and more.
        double sum = 500 * 3e6 + 500 * (3e6 + 2);
        double squares = 500 * 9e12 + 500 * (9e12 + 12e6 + 4);
        assertThat(ArmSummary.ofSums(1000, sum, squares).orElseThrow().variance())
                .isCloseTo(1000 / 999.0, within(1e-12));
    }

    @Test
    void mergingWithNothingChangesNothing() {
        Moments some = Moments.of(1, 2, 4);
        assertThat(some.merge(Moments.EMPTY)).isEqualTo(some);
        assertThat(Moments.EMPTY.merge(some)).isEqualTo(some);
        assertThat(some.summary().orElseThrow().variance()).isCloseTo(7 / 3.0, within(1e-15));
    }

    @Test
    void impossibleSumsAreRefused() {
        assertThat(Moments.ofSums(-1, 0, 0)).isEqualTo(Answer.undefined(Reason.COUNT_OUTSIDE));
        assertThat(Moments.ofSums(2, Double.NaN, 0)).isEqualTo(Answer.undefined(Reason.NOT_FINITE));
        assertThat(Moments.ofSums(2, 4, 7)).isEqualTo(Answer.undefined(Reason.NEGATIVE_VARIANCE));
        assertThat(Moments.ofSums(0, 0, 0)).isEqualTo(Answer.of(Moments.EMPTY));
        assertThat(Moments.of(3).summary()).isEqualTo(Answer.undefined(Reason.TOO_FEW));
    }

    @Test
    void aSmoothedProportionNeverClaimsCertainty() {
        assertThat(ArmSummary.ofSmoothedProportion(0, 30).orElseThrow())
                .isEqualTo(new ArmSummary(30, 0, 0.5 / 31 * (30.5 / 31)));
        assertThat(ArmSummary.ofProportion(31, 30)).isEqualTo(Answer.undefined(Reason.COUNT_OUTSIDE));
        assertThat(ArmSummary.ofProportion(0, 0)).isEqualTo(Answer.undefined(Reason.ARM_MISSING));
    }
}
