package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.List;
import java.util.random.RandomGenerator;

/** Some users fail again and again, whatever serves them. */
final class ChronicFailures {

    private static final int LOOKS = 100;
    private static final int USERS = 4000;
    private static final double SHARE = 0.1;
    private static final double CHRONIC = 0.01;
    private static final double FAILS_IN_WINDOW = 0.3;

    private ChronicFailures() {}

    static Situation situation() {
        return new Situation(
                "chronic failures",
                "4000 sticky users, 1 % of them fail in 30 % of all windows, share 10 %",
                LOOKS,
                List.of(Column.ours("harm, once per user", 0.01), Column.usual("harm, once per user and window")),
                ChronicFailures::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        int chronic = (int) Draw.binomial(random, USERS, CHRONIC);
        int[] arms =
                random.ints(chronic, 0, 10).map(digit -> digit == 0 ? 1 : 0).toArray();
        boolean[] failed = new boolean[chronic];
        long[] users = new long[2];
        long[] windows = new long[2];
        for (int look = 1; look <= LOOKS; look++) {
            for (int user = 0; user < chronic; user++) {
                if (random.nextDouble() < FAILS_IN_WINDOW) {
                    windows[arms[user]]++;
                    users[arms[user]] += failed[user] ? 0 : 1;
                    failed[user] = true;
                }
            }
            watch.see(0, look, harm(users));
            watch.see(1, look, harm(windows));
        }
    }

    private static boolean harm(long[] errors) {
        return PhasedRateRatio.of(List.of(new RateStratum(errors[1], errors[0], SHARE)))
                        .flatMap(ratio -> ratio.logEGreater(0))
                        .orElseThrow()
                >= Math.log(100);
    }
}
