package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random users of two revisions, 10 and 40 % of them with treatment, whose requests are a little faster. */
public final class SampleUsers {

    /** Token of their routes. */
    public static final String TOKEN = TestTraffic.TOKEN;

    private static final int USERS = 4_000;
    private static final double[] RUNGS = {0.95, 1, 1.025, 1.05, 1.15};

    private SampleUsers() {}

    /** The users of an experiment with the metrics error-rate, latency-p50, latency-mean, results, requests-per-user. */
    public static ExperimentTallies of(String experiment) {
        SplittableRandom random = new SplittableRandom(7);
        Map<UserCell, Arm> arms = new HashMap<>();
        for (int user = 0; user < USERS; user++) {
            int revision = user < USERS / 2 ? 1 : 2;
            boolean treated = random.nextInt(10) < (revision == 1 ? 1 : 4);
            UserCell cell = new UserCell(
                    EventSource.APPLICATION, new Stratum(experiment, 1, revision, 0), treated ? "v2" : "v1", TOKEN);
            arms.computeIfAbsent(cell, none -> new Arm()).add(random, treated);
        }
        Map<UserCell, UserTally> users = new HashMap<>();
        arms.forEach((cell, arm) -> users.put(cell, arm.tally()));
        return new ExperimentTallies(1, Map.of(), Map.of(), Map.of(), users, UserSample.WHOLE);
    }

    private static final class Arm {
        private final Map<String, long[]> sums = new TreeMap<>();
        private long units;
        private long affected;
        private long requests;

        private void add(SplittableRandom random, boolean treated) {
            int visits = 1 + random.nextInt(9);
            long micros = 0;
            long errors = 0;
            long found = 0;
            long[] above = new long[RUNGS.length];
            for (int i = 0; i < visits; i++) {
                double took = random.nextDouble(20_000, 180_000) * (treated ? 0.8 : 1);
                micros += (long) took;
                errors += random.nextInt(50) == 0 ? 1 : 0;
                found += random.nextInt(20) * 1_000_000L;
                for (int rung = 0; rung < RUNGS.length; rung++) {
                    above[rung] += took >= 100_000 * RUNGS[rung] ? 1 : 0;
                }
            }
            units++;
            requests += visits;
            affected += errors > 0 ? 1 : 0;
            measure("error-rate", errors, visits);
            measure("latency-mean", micros, visits);
            measure("results", found, visits);
            measure("requests-per-user", visits, 1);
            for (int rung = 0; rung < RUNGS.length; rung++) {
                measure("latency-p50/" + rung, above[rung], visits);
            }
        }

        private void measure(String metric, long s, long n) {
            long[] sum = sums.computeIfAbsent(metric, none -> new long[6]);
            long[] own = {1, s, n, s * s, s * n, n * n};
            Arrays.setAll(sum, i -> sum[i] + own[i]);
        }

        private UserTally tally() {
            TreeMap<String, RatioSums> metrics = new TreeMap<>();
            sums.forEach((name, sum) -> metrics.put(
                    name,
                    new RatioSums(
                            sum[0],
                            Int128.of(sum[1]),
                            Int128.of(sum[2]),
                            Int128.of(sum[3]),
                            Int128.of(sum[4]),
                            Int128.of(sum[5]))));
            UserSums all = new UserSums(units, affected, 0, requests, metrics);
            return new UserTally(all, UserSums.ZERO, 0, 0, 0);
        }
    }
}
