package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One arm's simulated requests of one minute on their way into a {@link Tally}, as the topology adds up real ones. */
final class ArmTally {

    private static final long CAP_MICROS = 10_000_000;

    private static final int BUCKETS = LatencyBuckets.indexOf(CAP_MICROS) + 1;

    private final long[] answered = new long[BUCKETS];
    private long requests;
    private long errors;
    private long found;
    private long sum;
    private long squares;

    /** @param value of the goal, 0 or 1 */
    void add(boolean error, long durationMicros, int value) {
        requests++;
        found += value;
        long duration = error ? CAP_MICROS : Math.min(CAP_MICROS, durationMicros);
        if (error) {
            errors++;
        } else {
            answered[LatencyBuckets.indexOf(duration)]++;
        }
        sum += duration;
        squares = Math.addExact(squares, duration * duration);
    }

    Tally toTally(String goal) {
        int[] occupied = IntStream.range(0, BUCKETS)
                .filter(bucket -> answered[bucket] > 0)
                .toArray();
        LatencyCounts counts = LatencyCounts.of(
                occupied,
                IntStream.of(occupied).mapToLong(bucket -> answered[bucket]).toArray());
        long scale = (long) ValueSums.SCALE;
        ValueSums values =
                new ValueSums(requests, found, Int128.product(found, scale), Int128.product(found * scale, scale));
        return new Tally(
                requests,
                errors,
                0,
                0,
                0,
                Int128.of(sum),
                Int128.of(squares),
                counts,
                new TreeMap<>(Map.of(goal, values)));
    }
}
