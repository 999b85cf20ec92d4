package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A latency proven below exactly its margin passes, whatever doubles make of 1 + M. Oracle: the proof at a rung is strict,
 * P_T(Y ≥ f·q) &lt; P_C(Y ≥ q), so that f = 1 + M proves the degradation to be less than M.
 */
class MarginTest {

    private static final Levels LEVELS = new Levels(0.05, 0.05, 0.01, 1000);
    private static final int MARGIN_RUNG = 3;

    /** Every whole per cent, and those of the documentation. */
    static Stream<Double> margins() {
        return DoubleStream.concat(
                        DoubleStream.of(0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5),
                        IntStream.rangeClosed(1, 100).mapToDouble(percent -> percent / 100.0))
                .boxed()
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("margins")
    void aProofAtTheMarginIsBelowIt(double margin) {
        assertThat(compared(margin, MARGIN_RUNG).isBelowMargin()).isTrue();
        assertThat(compared(margin, MARGIN_RUNG).upperBound()).isCloseTo(margin, within(margin));
    }

    @ParameterizedTest
    @MethodSource("margins")
    void aProofBeyondTheMarginIsNot(double margin) {
        assertThat(compared(margin, MARGIN_RUNG + 1).isBelowMargin()).isFalse();
    }

    /** An edge beyond the factor would prove less than the margin says. */
    @ParameterizedTest
    @MethodSource("margins")
    void edgesLieAtTheFactorsOrBelow(double margin) {
        Metric metric = metric(margin);
        List<Double> factors = LatencyLadder.factors(metric);
        for (long threshold : new long[] {100, 1000, LatencyBuckets.lowerEdge(200), LatencyBuckets.lowerEdge(401)}) {
            List<Long> edges = LatencyLadder.edges(metric, threshold);
            for (int rung = 0; rung < edges.size(); rung++) {
                assertThat((double) edges.get(rung)).isLessThanOrEqualTo(threshold * factors.get(rung) + 1e-6);
            }
        }
    }

    /** 100 µs · 1.1 is 110.00000000000001 in doubles, 100 µs · 1.15 is 114.99999999999999: both are meant. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.15})
    void aFactorThatDoublesMissIsStillTheWholeMicrosecond(double margin) {
        long meant = Math.round(100 * (1 + margin));
        assertThat(LatencyLadder.edges(metric(margin), 100).get(MARGIN_RUNG))
                .isEqualTo(LatencyBuckets.lowerEdge(LatencyBuckets.indexOf(meant)));
    }

    /** Of requests: 110 µs is a bucket's edge, and treatment's share above it is proven below control's above 100 µs. */
    @Test
    void aProofAtAnEdgeThatIsTheMarginIsBelowIt() {
        Tally control = requests(Map.of(90L, 1800L, 100L, 200L));
        Tally treatment = requests(Map.of(90L, 1660L, 109L, 320L, 110L, 20L));
        ArmPair pair = new ArmPair(new io.meshtrial.analytics.tally.Stratum("e", 1, 1, 0), control, treatment, 0.5);
        RatioEstimate estimate = new LatencyQuantile(List.of(pair), LEVELS, 100).estimate();
        Reading reading = new Reading(100.0, 2000, 2000);
        assertThat(MetricComparison.of(metric(0.1), "v2", reading, reading, estimate)
                        .isBelowMargin())
                .isTrue();
        assertThat(MetricComparison.of(metric(0.09), "v2", reading, reading, estimate)
                        .isBelowMargin())
                .isFalse();
    }

    /** 100 µs · 1.15 again: at 115 µs treatment is below control's share, at 114 µs it is not. */
    @Test
    void aForecastOfTheMarginLooksAtTheWholeMicrosecondThatIsMeant() {
        Tally control = requests(Map.of(90L, 1800L, 100L, 200L));
        Tally treatment = requests(Map.of(90L, 1660L, 114L, 320L, 115L, 20L));
        ArmPair pair = new ArmPair(new io.meshtrial.analytics.tally.Stratum("e", 1, 1, 0), control, treatment, 0.5);
        assertThat(new LatencyQuantile(List.of(pair), LEVELS, 100).growthTo(1.15, 0.05))
                .isPresent();
    }

    private static Tally requests(Map<Long, Long> counts) {
        Map<Long, Long> sorted = new TreeMap<>(counts);
        LatencyCounts answered = LatencyCounts.of(
                sorted.keySet().stream().mapToInt(LatencyBuckets::indexOf).toArray(),
                sorted.values().stream().mapToLong(Long::longValue).toArray());
        return new Tally(2000, 0, 0, 0, 0, Int128.of(200_000), Int128.of(20_000_000), answered, new TreeMap<>());
    }

    @Test
    void noProofIsNoBound() {
        assertThat(compared(0.05, 9).upperBound()).isNull();
        assertThat(compared(0.05, 9).isBelowMargin()).isFalse();
    }

    private static org.assertj.core.data.Offset<Double> within(double margin) {
        return org.assertj.core.api.Assertions.within(1e-12 * (1 + margin));
    }

    /** A treatment whose share is proven below control's from one rung on, and above it before. */
    private static MetricComparison compared(double margin, int provenFrom) {
        Metric metric = metric(margin);
        List<Double> factors = LatencyLadder.factors(metric);
        List<List<Stratum>> rungs = new ArrayList<>();
        List<ProgressClock> clocks = new ArrayList<>();
        for (int rung = 0; rung < factors.size(); rung++) {
            double share = rung < provenFrom ? 0.15 : 0.01;
            rungs.add(List.of(new Stratum(new ArmSummary(2000, 0.1, 0.09), new ArmSummary(2000, share, 0.09))));
            clocks.add(ProgressClock.ofUnits(LEVELS.plannedInformation()));
        }
        Reading reading = new Reading(100.0, 2000, 2000);
        RatioEstimate estimate = new UserLatencyQuantile(factors, rungs, clocks, LEVELS).estimate();
        return MetricComparison.of(metric, "v2", reading, reading, estimate);
    }

    private static Metric metric(double margin) {
        return new Metric(
                "p95",
                "p95",
                MetricKind.LATENCY_QUANTILE,
                0.95,
                null,
                MetricRole.GUARDRAIL,
                false,
                Direction.LOWER_IS_BETTER,
                margin);
    }
}
