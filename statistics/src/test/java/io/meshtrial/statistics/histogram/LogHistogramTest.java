package io.meshtrial.statistics.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.quantile.QuantileInterval;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistogramTest {

    private static final LogBuckets LATENCY = LogBuckets.LATENCY_MICROS;

    @Test
    void theBucketsOfLatencyReachFrom100MicrosecondsTo100SecondsInStepsOfTwoPercent() {
        assertThat(LATENCY.size()).isEqualTo(722);
        assertThat(LATENCY.upperEdge(0)).isEqualTo(100);
        assertThat(LATENCY.lowerEdge(721)).isEqualTo(100_000_000);
        assertThat(LATENCY.upperEdge(721)).isEqualTo(Long.MAX_VALUE);
        for (int bucket = 1; bucket < 721; bucket++) {
            double width = (double) LATENCY.upperEdge(bucket) / LATENCY.lowerEdge(bucket) - 1;
            assertThat(width).isBetween(0.012, 0.0285);
        }
    }

    @Test
    void everyEdgeOpensItsOwnBucket() {
        for (int bucket = 1; bucket < LATENCY.size(); bucket++) {
            assertThat(LATENCY.bucketOf(LATENCY.lowerEdge(bucket))).isEqualTo(bucket);
            assertThat(LATENCY.bucketOf(LATENCY.lowerEdge(bucket) - 1)).isEqualTo(bucket - 1);
            assertThat(LATENCY.bucketFrom(LATENCY.lowerEdge(bucket))).isEqualTo(bucket);
        }
        assertThat(LATENCY.bucketFrom(101)).isEqualTo(2);
        assertThat(LATENCY.bucketFrom(Long.MAX_VALUE)).isEqualTo(721);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mergingIsCommutativeAndSubtractingUndoesIt(long seed) {
        LogHistogram one = random(seed, 1000);
        LogHistogram other = random(seed + 100, 300);
        assertThat(one.merge(other)).isEqualTo(other.merge(one)).hasSameHashCodeAs(other.merge(one));
        assertThat(one.merge(other).subtract(other)).isEqualTo(one);
        assertThat(one.merge(LogHistogram.empty(LATENCY))).isEqualTo(one);
        assertThat(one.merge(other).total()).isEqualTo(1300);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAtEdgesAndRanksAreExact(long seed) {
        long[] values =
                new SplittableRandom(seed).longs(2000, 50, 200_000).sorted().toArray();
        LogHistogram histogram = LogHistogram.ofValues(LATENCY, values);
        for (int bucket = 0; bucket < LATENCY.size(); bucket++) {
            long edge = LATENCY.lowerEdge(bucket);
            assertThat(histogram.countFrom(bucket))
                    .isEqualTo(IntStream.range(0, values.length)
                            .filter(i -> values[i] >= edge)
                            .count());
        }
        for (int rank = 1; rank <= values.length; rank++) {
            assertThat((double) values[rank - 1]).isBetween(histogram.atLeast(rank), histogram.atMost(rank));
        }
    }

    @Test
    void theIntervalOfAnEmptySampleHasAReason() {
        assertThat(QuantileInterval.of(LogHistogram.empty(LATENCY), 0.5, 1000, 0.05))
                .isEqualTo(Answer.undefined(Reason.NO_OBSERVATIONS));
    }

    @Test
    void beyondTheLastEdgeNothingBoundsFromAbove() {
        LogHistogram histogram = LogHistogram.ofValues(LATENCY, 200_000_000L);
        assertThat(histogram.atMost(1)).isInfinite();
        assertThat(histogram.atLeast(1)).isEqualTo(1e8);
        assertThat(histogram.count(721)).isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        LogHistogram one = LogHistogram.ofValues(LATENCY, 500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogHistogram.empty(LATENCY).subtract(one));
        assertThatIllegalArgumentException().isThrownBy(() -> one.merge(LogHistogram.empty(LogBuckets.of(100, 6, 10))));
        assertThatIllegalArgumentException().isThrownBy(() -> LogHistogram.of(LATENCY, new long[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> LATENCY.bucketOf(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> LogBuckets.of(1, 6, 120));
        assertThatIllegalArgumentException().isThrownBy(() -> LogBuckets.of(100, 13, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> one.atLeast(2));
        assertThat(LATENCY).isEqualTo(LogBuckets.of(100, 6, 120)).isNotEqualTo(LogBuckets.of(100, 6, 10));
    }

    @Test
    void badEdgesAndCountsHaveAReason() {
        assertThat(EdgeHistogram.of(new double[] {1, 1, 2}, new long[] {1, 1}))
                .isEqualTo(Answer.undefined(Reason.SHAPE));
        assertThat(EdgeHistogram.of(new double[] {1, 2}, new long[] {-1}))
                .isEqualTo(Answer.undefined(Reason.COUNT_OUTSIDE));
        assertThat(CountedValues.of(new double[] {1}, new long[] {1, 2})).isEqualTo(Answer.undefined(Reason.SHAPE));
        assertThat(EdgeHistogram.of(new double[] {1, 2, 3}, new long[] {4, 5})
                        .orElseThrow()
                        .countFrom(1))
                .isEqualTo(5);
    }

    private static LogHistogram random(long seed, int size) {
        return LogHistogram.ofValues(
                LATENCY, new SplittableRandom(seed).longs(size, 0, 300_000_000).toArray());
    }
}
