package io.meshtrial.analytics.tally;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A {@link Tally} under way: one task's thread adds to it, and {@link #toTally} is written at the next commit. */
final class TallyAccumulator {

    private long requests;
    private long errors;
    private long aborted;
    private long bots;
    private long late;
    private final Sum128 durationSum;
    private final Sum128 durationSquares;
    private long[] answered = new long[0];
    private final Map<String, ValueAccumulator> values = new HashMap<>();

    TallyAccumulator(Tally start) {
        requests = start.requests();
        errors = start.errors();
        aborted = start.aborted();
        bots = start.bots();
        late = start.late();
        durationSum = new Sum128(start.durationSum());
        durationSquares = new Sum128(start.durationSquares());
        LatencyCounts counts = start.answered();
        for (int i = 0; i < counts.size(); i++) {
            addAnswered(counts.bucket(i), counts.count(i));
        }
        start.values().forEach((name, sums) -> values.put(name, new ValueAccumulator(sums)));
    }

    /**
     * @param capMicros where the duration is cut, and where an unanswered request stands
     * @param names under which name a value is added that has none here yet
     */
    void add(Observation observation, long capMicros, UnaryOperator<String> names) {
        if (observation.bot()) {
            bots++;
            return;
        }
        requests++;
        if (observation.isLate()) {
            late++;
        }
        boolean error = observation.isError();
        boolean abort = observation.isAborted();
        errors += error ? 1 : 0;
        aborted += abort ? 1 : 0;
        long duration = observation.latencyMicros(capMicros);
        if (!error && !abort) {
            addAnswered(LatencyBuckets.indexOf(duration), 1);
        }
        durationSum.add(duration);
        durationSquares.addProduct(duration, duration);
        for (int i = 0; i < observation.values(); i++) {
            value(observation.valueName(i), names).add(observation.value(i));
        }
    }

    private ValueAccumulator value(String name, UnaryOperator<String> names) {
        ValueAccumulator known = values.get(name);
        return known != null
                ? known
                : values.computeIfAbsent(names.apply(name), none -> new ValueAccumulator(ValueSums.ZERO));
    }

    private void addAnswered(int bucket, long count) {
        if (bucket >= answered.length) {
            answered = Arrays.copyOf(answered, bucket + 128);
        }
        answered[bucket] += count;
    }

    Tally toTally() {
        int size = 0;
        int[] buckets = new int[answered.length];
        long[] counts = new long[answered.length];
        for (int bucket = 0; bucket < answered.length; bucket++) {
            if (answered[bucket] != 0) {
                buckets[size] = bucket;
                counts[size++] = answered[bucket];
            }
        }
        SortedMap<String, ValueSums> sums = new TreeMap<>();
        values.forEach((name, value) -> sums.put(name, value.toSums()));
        LatencyCounts histogram = new LatencyCounts(Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
        return new Tally(
                requests,
                errors,
                aborted,
                bots,
                late,
                durationSum.toInt128(),
                durationSquares.toInt128(),
                histogram,
                sums);
    }
}
