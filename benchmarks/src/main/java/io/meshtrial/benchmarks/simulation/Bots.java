package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.List;
import java.util.random.RandomGenerator;

/** Health checkers and crawlers that hold on to one old address, and so to control. */
final class Bots {

    private static final int LOOKS = 100;
    private static final int USERS = 500;
    private static final double SHARE = 0.1;
    private static final double OF_BOTS = 0.1;

    private Bots() {}

    static Situation situation() {
        return new Situation(
                "bots",
                "500 units a look, share 10 %, 10 % of the units are bots that always reach control",
                LOOKS,
                List.of(
                        Column.ours("ratio, bots left out by what they were before", 0.001),
                        Column.usual("ratio, bots counted")),
                Bots::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        long[] people = new long[2];
        long[] all = new long[2];
        for (int look = 1; look <= LOOKS; look++) {
            for (int unit = 0; unit < USERS; unit++) {
                boolean bot = random.nextDouble() < OF_BOTS;
                int arm = !bot && random.nextDouble() < SHARE ? 1 : 0;
                people[arm] += bot ? 0 : 1;
                all[arm]++;
            }
            watch.see(0, look, alarm(people));
            watch.see(1, look, alarm(all));
        }
    }

    private static boolean alarm(long[] units) {
        return SampleRatio.of(new UnitCounts(List.of(units[0], units[1]), List.of(1 - SHARE, SHARE)))
                .orElseThrow()
                .alarm();
    }
}
