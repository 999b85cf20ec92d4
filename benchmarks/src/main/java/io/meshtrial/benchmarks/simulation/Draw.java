package io.meshtrial.benchmarks.simulation;

import java.util.random.RandomGenerator;

/** Random numbers that the situations share. */
final class Draw {

    private Draw() {}

    /** Successes among trials, by skipping over the failures: exact, and cheap for rare successes. */
    static long binomial(RandomGenerator random, long trials, double probability) {
        if (probability > 0.5) {
            return trials - binomial(random, trials, 1 - probability);
        }
        if (probability <= 0) {
            return 0;
        }
        double logFailure = Math.log1p(-probability);
        long successes = 0;
        double position = 0;
        while (true) {
            position += Math.floor(Math.log(1 - random.nextDouble()) / logFailure) + 1;
            if (position > trials) {
                return successes;
            }
            successes++;
        }
    }

    /** Requests of one user: min(200, G·M), G geometric with mean 10 from 1, M one of 1, 1, 1, 5. */
    static long requestsOfUser(RandomGenerator random) {
        double skips = Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-0.1));
        long visits = 1 + (long) skips;
        return Math.min(200, visits * (random.nextInt(4) == 0 ? 5 : 1));
    }
}
