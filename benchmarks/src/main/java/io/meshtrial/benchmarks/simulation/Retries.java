package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.List;
import java.util.random.RandomGenerator;

/** The mesh tries a failed request again, up to three times, at the destination that was drawn for it. */
final class Retries {

    private static final int LOOKS = 100;
    private static final long REQUESTS = 1000;
    private static final double SHARE = 0.1;
    private static final double RATE = 0.01;
    private static final double FAILS_AGAIN = 0.9;
    private static final int MOST_ATTEMPTS = 4;

    private Retries() {}

    static Situation situation() {
        return new Situation(
                "retries",
                "error rate 1 %, share 10 %, a failed request is tried again up to 3 times and fails again in 90 %",
                LOOKS,
                List.of(Column.ours("harm, once per request", 0.01), Column.usual("harm, once per attempt")),
                Retries::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        long[] requests = new long[2];
        long[] attempts = new long[2];
        for (int look = 1; look <= LOOKS; look++) {
            long failed = Draw.binomial(random, REQUESTS, RATE);
            for (long request = 0; request < failed; request++) {
                int arm = random.nextDouble() < SHARE ? 1 : 0;
                requests[arm]++;
                int attempt = 1;
                while (attempt < MOST_ATTEMPTS && random.nextDouble() < FAILS_AGAIN) {
                    attempt++;
                }
                attempts[arm] += attempt;
            }
            watch.see(0, look, harm(requests));
            watch.see(1, look, harm(attempts));
        }
    }

    private static boolean harm(long[] errors) {
        return PhasedRateRatio.of(List.of(new RateStratum(errors[1], errors[0], SHARE)))
                        .flatMap(ratio -> ratio.logEGreater(0))
                        .orElseThrow()
                >= Math.log(100);
    }
}
