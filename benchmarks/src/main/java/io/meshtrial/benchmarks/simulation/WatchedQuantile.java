package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.quantile.QuantileBoundary;
import io.meshtrial.statistics.quantile.QuantileRanks;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One arm's quantile, watched at every observation. */
final class WatchedQuantile {

    private static final int OBSERVATIONS = 5000;
    private static final int PLANNED = 1000;

    private WatchedQuantile() {}

    static Situation of(double p) {
        AtomicReference<QuantileRanks @Nullable []> known = new AtomicReference<>();
        return new Situation(
                "quantile " + p,
                "one arm, interval looked at after each of 5000 observations, tightest at 1000",
                OBSERVATIONS,
                List.of(
                        Column.ours("ranks, open where nothing bounds", 0.05),
                        Column.usual("closed at the extremes, from 30 on")),
                (random, watch) ->
                        simulate(p, known.updateAndGet(before -> before == null ? ranks(p) : before), random, watch));
    }

    private static QuantileRanks[] ranks(double p) {
        return IntStream.rangeClosed(1, OBSERVATIONS)
                .mapToObj(t ->
                        QuantileBoundary.of(p, t, PLANNED, 0.05).orElseThrow().ranks())
                .toArray(QuantileRanks[]::new);
    }

    /** Only how many observations lie below the true quantile matters. */
    private static void simulate(double p, QuantileRanks[] ranks, RandomGenerator random, Watch watch) {
        int below = 0;
        for (int t = 1; t <= OBSERVATIONS; t++) {
            below += random.nextDouble() < p ? 1 : 0;
            boolean tooHigh = ranks[t - 1].lower() > 0 && below < ranks[t - 1].lower();
            boolean tooLow = ranks[t - 1].upper() <= t && below >= ranks[t - 1].upper();
            watch.see(0, t, tooHigh || tooLow);
            watch.see(
                    1,
                    t,
                    t >= 30
                            && (below < Math.max(1, ranks[t - 1].lower())
                                    || below >= Math.min(t, ranks[t - 1].upper())));
        }
    }
}
