package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    @Test
    void everyDurationLiesWithinTheEdgesOfItsBucket() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            long micros = random.nextLong(0, 1L << (1 + random.nextInt(40)));
            int bucket = LatencyBuckets.indexOf(micros);
            assertThat(micros)
                    .isGreaterThanOrEqualTo(LatencyBuckets.lowerEdge(bucket))
                    .isLessThan(LatencyBuckets.upperEdge(bucket));
        }
    }

    @Test
    void edgesAreTheFirstOfTheirBucketAndNoBucketIsWiderThanOneSixtyFourth() {
        for (int bucket = 0; bucket < LatencyBuckets.indexOf(60_000_000); bucket++) {
            long lower = LatencyBuckets.lowerEdge(bucket);
            long upper = LatencyBuckets.upperEdge(bucket);
            assertThat(LatencyBuckets.indexOf(lower)).isEqualTo(bucket);
            assertThat(LatencyBuckets.indexOf(upper)).isEqualTo(bucket + 1);
            assertThat(upper - lower).isLessThanOrEqualTo(Math.max(1, lower / 64));
        }
    }
}
