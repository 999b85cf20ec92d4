package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.InformationClock;
import io.meshtrial.statistics.users.UserMoments;
import java.util.List;
import java.util.random.RandomGenerator;

/** No new users come, the old ones come back, and the experiment is watched thousands of times. */
final class ClosedUserSet {

    private static final int USERS = 400;
    private static final int REQUESTS = 4;
    private static final double NOISE = 3;

    private ClosedUserSet() {}

    static Situation watched(int looks) {
        return new Situation(
                "closed user set",
                "400 sticky users, 4 requests between looks, effect of the user N(0,0.3²), of the request N(0,3²)",
                looks,
                List.of(Column.ours("information clock", 0.05), Column.usual("clock by count of users")),
                (random, watch) -> simulate(looks, random, watch));
    }

    private static void simulate(int looks, RandomGenerator random, Watch watch) {
        double[] levels =
                random.doubles(USERS).map(u -> 0.3 * random.nextGaussian()).toArray();
        double[] s = new double[USERS];
        double[] n = new double[USERS];
        UserMoments[] arms = {UserMoments.EMPTY, UserMoments.EMPTY};
        for (int user = 0; user < USERS; user++) {
            s[user] = levels[user] + NOISE * random.nextGaussian();
            n[user] = 1;
            arms[user % 2] = arms[user % 2].merge(UserMoments.ofUser(s[user], 1));
        }
        InformationClock clock = InformationClock.planned(0.1);
        for (int look = 1; look <= looks; look++) {
            for (int request = 0; request < REQUESTS; request++) {
                int user = random.nextInt(USERS);
                double value = s[user] + levels[user] + NOISE * random.nextGaussian();
                arms[user % 2] = arms[user % 2].grow(s[user], n[user], value, n[user] + 1);
                s[user] = value;
                n[user]++;
            }
            Contrast byCount = MeanDifference.of(
                            arms[0].summary().orElseThrow(), arms[1].summary().orElseThrow(), USERS)
                    .orElseThrow();
            clock = clock.advance(byCount.standardError());
            watch.see(0, look, alarm(byCount.withProgress(clock.progress())));
            watch.see(1, look, alarm(byCount));
        }
    }

    private static boolean alarm(Contrast contrast) {
        return AsymptoticSequence.twoSided(contrast, 0.05).orElseThrow().logE() >= Math.log(20);
    }
}
