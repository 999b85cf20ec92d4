package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.List;
import java.util.random.RandomGenerator;

/** Every tenth user loses the cookie and is drawn again. */
final class CookieLoss {

    private static final int LOOKS = 100;
    private static final int USERS = 500;
    private static final double SHARE = 0.1;
    private static final double LOSES_COOKIE = 0.1;

    private CookieLoss() {}

    static Situation situation() {
        return new Situation(
                "cookie loss",
                "500 new users a look, share 10 %, 10 % of the users are drawn a second time",
                LOOKS,
                List.of(
                        Column.ours("ratio, first assignment kept", 0.001),
                        Column.usual("ratio, users of both arms dropped")),
                CookieLoss::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        long[] first = new long[2];
        long[] kept = new long[2];
        for (int look = 1; look <= LOOKS; look++) {
            for (int user = 0; user < USERS; user++) {
                int arm = draw(random);
                int again = random.nextDouble() < LOSES_COOKIE ? draw(random) : arm;
                first[arm]++;
                kept[arm] += again == arm ? 1 : 0;
            }
            watch.see(0, look, alarm(first));
            watch.see(1, look, alarm(kept));
        }
    }

    private static int draw(RandomGenerator random) {
        return random.nextDouble() < SHARE ? 1 : 0;
    }

    private static boolean alarm(long[] users) {
        return SampleRatio.of(new UnitCounts(List.of(users[0], users[1]), List.of(1 - SHARE, SHARE)))
                .orElseThrow()
                .alarm();
    }
}
