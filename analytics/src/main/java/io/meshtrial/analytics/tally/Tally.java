package io.meshtrial.analytics.tally;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What events of one cell add up to. All integers: {@link #plus} is associative and commutative, {@link #minus} undoes
 * it, bit for bit.
 *
 * @param requests without bots
 * @param errors status 500 to 599 or no answer from the service
 * @param aborted the client went away before the end
 * @param bots left out of everything else
 * @param late appended more than a minute after the request began
 * @param durationSum microseconds, cut at the cap; unanswered and failed requests stand at the cap
 * @param durationSquares of the same
 * @param answered histogram of the requests that were answered without an error
 * @param values sums by name of the value
 */
public record Tally(
        long requests,
        long errors,
        long aborted,
        long bots,
        long late,
        Int128 durationSum,
        Int128 durationSquares,
        LatencyCounts answered,
        SortedMap<String, ValueSums> values) {

    public static final Tally ZERO =
            new Tally(0, 0, 0, 0, 0, Int128.ZERO, Int128.ZERO, LatencyCounts.EMPTY, new TreeMap<>());

    public Tally plus(Tally other) {
        return new Tally(
                requests + other.requests,
                errors + other.errors,
                aborted + other.aborted,
                bots + other.bots,
                late + other.late,
                durationSum.plus(other.durationSum),
                durationSquares.plus(other.durationSquares),
                answered.plus(other.answered),
                combine(other, ValueSums::plus));
    }

    public Tally minus(Tally other) {
        return new Tally(
                requests - other.requests,
                errors - other.errors,
                aborted - other.aborted,
                bots - other.bots,
                late - other.late,
                durationSum.minus(other.durationSum),
                durationSquares.minus(other.durationSquares),
                answered.minus(other.answered),
                combine(other, ValueSums::minus));
    }

    /** Requests that were not answered as meant: they stand at the cap of every latency. */
    public long unanswered() {
        return errors + aborted;
    }

    public ValueSums value(String name) {
        return values.getOrDefault(name, ValueSums.ZERO);
    }

    private SortedMap<String, ValueSums> combine(Tally other, BinaryOperator<ValueSums> operator) {
        SortedMap<String, ValueSums> combined = new TreeMap<>(values);
        other.values.forEach((name, sums) -> {
            ValueSums result = operator.apply(combined.getOrDefault(name, ValueSums.ZERO), sums);
            if (result.isZero()) {
                combined.remove(name);
            } else {
                combined.put(name, result);
            }
        });
        return combined;
    }
}
