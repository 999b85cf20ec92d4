package io.meshtrial.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Median stops against computed ones, which have no sampling error. Oracle: the law of the statistic carried from look to
 * look; the independent simulation is held against the same.
 */
class MedianStopTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");

    /** 20 000 runs, so that the error of a median is a third of a look; 2 000 with a third of that precision by default. */
    private static final Simulator OF_MEANS = new Simulator(20261122, PROOF ? 20_000 : 2_000);

    /** Of 500 looks: at full size a median's error is up to a look. */
    private static final Simulator OF_RATIOS = new Simulator(20261122, PROOF ? 10_000 : 200);

    private static final int FULL_SIZE = 20_000;
    private static final int LOOKS = 100;

    static Stream<Arguments> means() {
        return Stream.of(
                Arguments.of(2.8, 0.05, 97),
                Arguments.of(3.877, 0.05, 54),
                Arguments.of(3.877, 0.01, 76),
                Arguments.of(4.0, 0.05, 52),
                Arguments.of(4.0, 0.01, 71),
                Arguments.of(6.0, 0.05, 27),
                Arguments.of(6.0, 0.01, 35));
    }

    @ParameterizedTest
    @MethodSource("means")
    void mediansOfMeansAreTheComputedOnes(double effect, double alpha, int median) throws IOException {
        StopDistribution computed = IndependentMeans.stops(effect, alpha);
        assertThat(computed.median()).isEqualTo(median);
        Situation situation = IndependentMeans.withEffect(effect, alpha);
        TestResult ours = result(OF_MEANS, situation, "sequence");
        assertThat(ours.medianStop() * LOOKS).isCloseTo(median, within(slack(ours)));
        assertThat(ours.rate()).isCloseTo(computed.by(LOOKS), within(4.5 * ours.standardError()));
        assertThat(off(computed, independent(situation, "sequence"), LOOKS)).isLessThan(3);
    }

    static Stream<Arguments> sampleRatios() {
        return Stream.of(
                Arguments.of(0.5, 0.03, 387),
                Arguments.of(0.5, 0.05, 145),
                Arguments.of(0.5, 0.1, 40),
                Arguments.of(0.05, 0.1, 189),
                Arguments.of(0.05, 0.2, 51));
    }

    @ParameterizedTest
    @MethodSource("sampleRatios")
    void mediansOfTheSampleRatioAlarmAreTheComputedOnes(double share, double tilt, int median) throws IOException {
        StopDistribution computed = WatchedSampleRatio.stops(share, tilt);
        assertThat(computed.median()).isEqualTo(median);
        Situation situation = WatchedSampleRatio.withTilt(share, tilt);
        TestResult ours = result(OF_RATIOS, situation, "sequential");
        assertThat(ours.medianStop() * situation.looks()).isCloseTo(median, within(slack(ours)));
        assertThat(ours.rate()).isCloseTo(computed.by(situation.looks()), within(4.5 * ours.standardError()));
        assertThat(off(computed, independent(situation, "sequential"), situation.looks()))
                .isLessThan(3);
    }

    /** One look at the end, at 1.96: the power of the plain z-test, from the normal distribution. */
    @Test
    void oneLookIsAPlainTest() {
        StopDistribution once =
                StopDistribution.ofWalk(0.28, 100, look -> look == 100 ? 19.6 : Double.POSITIVE_INFINITY);
        assertThat(once.by(99)).isCloseTo(0, within(1e-9));
        assertThat(once.by(100)).isCloseTo(0.799557, within(1e-4));
    }

    /** One look; in a small simulation its sampling error too. */
    private static double slack(TestResult ours) {
        return ours.runs() >= FULL_SIZE
                ? 1
                : 1 + 3 * ours.medianError() * ours.situation().looks();
    }

    private static TestResult result(Simulator simulator, Situation situation, String test) {
        return simulator.simulate(situation).stream()
                .filter(result -> result.column().name().equals(test))
                .findFirst()
                .orElseThrow();
    }

    private static Independent independent(Situation situation, String test) throws IOException {
        return Independent.all().stream()
                .filter(row ->
                        row.situation().equals(situation.name()) && row.test().equals(test))
                .findFirst()
                .orElseThrow();
    }

    /**
     * By how many standard errors the independent median lies off, in ranks: of its runs, as many stop by a look as the
     * computed law says.
     */
    private static double off(StopDistribution computed, Independent row, int looks) {
        double median = row.medianStop().orElseThrow() * looks;
        double rounding = row.rounding() * looks;
        double by = computed.by((int) Math.min(looks, Math.floor(median + rounding)));
        double before = computed.by((int) Math.ceil(median - rounding) - 1);
        double error = 0.5 / Math.sqrt(row.runs());
        return Math.max(0, Math.max(0.5 - by, before - 0.5) / error);
    }
}
