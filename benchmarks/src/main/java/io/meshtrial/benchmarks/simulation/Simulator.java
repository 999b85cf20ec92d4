package io.meshtrial.benchmarks.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Runs situations, in parallel over their runs.
 *
 * @param seed of the whole simulation
 * @param runs of each situation, at least 1
 */
record Simulator(long seed, int runs) {

    List<TestResult> simulate(Situation situation) {
        // Seeds are drawn, not counted: sources of evenly spaced seeds would be one sequence, shifted.
        long[] seeds = new SplittableRandom(seed ^ (long) situation.name().hashCode() << 32)
                .longs(runs)
                .toArray();
        List<Watch> watches = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> {
                    Watch watch = new Watch(situation.columns().size());
                    situation.run().simulate(new SplittableRandom(seeds[run]), watch);
                    return watch;
                })
                .toList();
        return IntStream.range(0, situation.columns().size())
                .mapToObj(column -> TestResult.of(situation, column, watches))
                .toList();
    }
}
