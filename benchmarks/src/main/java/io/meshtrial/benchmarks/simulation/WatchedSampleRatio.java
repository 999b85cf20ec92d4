package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.ratio.ChiSquareRatio;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.List;
import java.util.random.RandomGenerator;

/** The sample ratio watched 500 times. */
final class WatchedSampleRatio {

    private static final int LOOKS = 500;
    private static final long USERS = 200;

    private WatchedSampleRatio() {}

    /** The true odds of treatment are (1 + tilt) times the asked ones; 0.0833 at one half is a split off by 2 points. */
    static Situation withTilt(double share, double tilt) {
        double probability = probability(share, tilt);
        return new Situation(
                "sample ratio, share " + share + ", tilt " + tilt,
                "200 new users a look, 500 looks",
                LOOKS,
                List.of(
                        column(share, tilt),
                        Column.usual("χ² < 0.001 each look"),
                        Column.usual("χ² < 0.001 once at the end")),
                (random, watch) -> simulate(share, probability, random, watch));
    }

    private static Column column(double share, double tilt) {
        if (tilt == 0) {
            return Column.ours("sequential", 0.001);
        }
        // A split off by 2 points at one half.
        return share == 0.5 && tilt >= 0.0833 ? Column.detects("sequential", 0.99) : Column.shown("sequential");
    }

    private static double probability(double share, double tilt) {
        double odds = share / (1 - share) * (1 + tilt);
        return odds / (1 + odds);
    }

    /** When the sequential alarm comes. */
    static StopDistribution stops(double share, double tilt) {
        return StopDistribution.ofCounts(
                (int) USERS,
                probability(share, tilt),
                LOOKS,
                (treatment, all) -> SampleRatio.of(
                                new UnitCounts(List.of(all - treatment, treatment), List.of(1 - share, share)))
                        .orElseThrow()
                        .alarm());
    }

    private static void simulate(double share, double probability, RandomGenerator random, Watch watch) {
        long treatment = 0;
        for (int look = 1; look <= LOOKS; look++) {
            treatment += Draw.binomial(random, USERS, probability);
            UnitCounts counts = new UnitCounts(List.of(look * USERS - treatment, treatment), List.of(1 - share, share));
            boolean refuted = ChiSquareRatio.of(counts).orElseThrow().p() < 0.001;
            watch.see(0, look, SampleRatio.of(counts).orElseThrow().alarm());
            watch.see(1, look, refuted);
            watch.see(2, look, look == LOOKS && refuted);
        }
    }
}
