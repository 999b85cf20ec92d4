package io.meshtrial.statistics.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inversion against the e-values themselves, on seeded random strata. */
class OneSidedBoundsTest {

    private static final double ALPHA = 0.05;
    private static final double THRESHOLD = -Math.log(ALPHA);

    static List<List<RateStratum>> strata() {
        SplittableRandom random = new SplittableRandom(20261122);
        return IntStream.range(0, 200)
                .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(5))
                        .mapToObj(k -> new RateStratum(
                                random.nextLong((long) Math.pow(10, 1 + random.nextInt(5))),
                                random.nextLong((long) Math.pow(10, 1 + random.nextInt(5))),
                                0.01 + 0.98 * random.nextDouble()))
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("strata")
    void everyRatioBeyondTheUpperBoundIsRefuted(List<RateStratum> strata) {
        PhasedRateRatio ratio = PhasedRateRatio.of(strata).orElseThrow();
        double bound = Math.log(ratio.oneSidedBounds(ALPHA).orElseThrow().upper());
        assertThat(bound).isGreaterThan(-4.1);
        for (double beyond = 1e-7; beyond < 4 && Double.isFinite(bound); beyond += 0.0173) {
            assertThat(ratio.logELess(bound + beyond).orElseThrow()).isGreaterThanOrEqualTo(THRESHOLD - 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("strata")
    void everyRatioBelowTheLowerBoundIsRefuted(List<RateStratum> strata) {
        PhasedRateRatio ratio = PhasedRateRatio.of(strata).orElseThrow();
        double lower = ratio.oneSidedBounds(ALPHA).orElseThrow().lower();
        double bound = Math.log(lower);
        for (double below = 1e-7; below < 4 && lower > 0; below += 0.0173) {
            assertThat(ratio.logEGreater(bound - below).orElseThrow()).isGreaterThanOrEqualTo(THRESHOLD - 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("strata")
    void noBoundIsWiderThanItMustBe(List<RateStratum> strata) {
        PhasedRateRatio ratio = PhasedRateRatio.of(strata).orElseThrow();
        RatioInterval bounds = ratio.oneSidedBounds(ALPHA).orElseThrow();
        if (Double.isFinite(bounds.upper())) {
            // Just inside, or just past a grid point, where a new component lowers the evidence.
            double end = Math.log(bounds.upper());
            double inside = ratio.logELess(end - 1e-6).toOptional().orElse(0.0);
            double past = ratio.logELess(end + 2e-9).orElseThrow();
            assertThat(Math.min(inside, past)).isLessThan(THRESHOLD + 1e-4);
        }
    }

    @Test
    void aPerfectTreatmentHasNoLowerBoundAndAFiniteUpperOne() {
        RatioInterval bounds = PhasedRateRatio.of(List.of(new RateStratum(0, 50, 0.1), new RateStratum(0, 20, 0.5)))
                .orElseThrow()
                .oneSidedBounds(ALPHA)
                .orElseThrow();
        assertThat(bounds.lower()).isZero();
        assertThat(bounds.upper()).isBetween(0.3, 0.63);
    }

    @Test
    void withoutErrorsNothingIsBounded() {
        PhasedRateRatio ratio = PhasedRateRatio.of(List.of()).orElseThrow();
        assertThat(ratio.oneSidedBounds(ALPHA).orElseThrow()).isEqualTo(new RatioInterval(0, Double.POSITIVE_INFINITY));
        assertThat(ratio.logE(0)).isZero();
    }
}
