package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.users.UserMoments;
import java.util.List;
import java.util.random.RandomGenerator;

/** Users keep their variant and send many requests; some users are heavy, and users differ from each other. */
final class StickyUsers {

    private static final int LOOKS = 20;
    private static final int USERS = 200;
    private static final double NOISE = 1.5;

    private StickyUsers() {}

    static Situation withoutEffect() {
        return new Situation(
                "sticky users",
                "200 new users a look, up to 200 requests each, effect of the user N(0,1), of the request N(0,1.5²)",
                LOOKS,
                List.of(Column.ours("by user, delta method", 0.05), Column.usual("by request, same sequence")),
                StickyUsers::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        UserMoments[] users = {UserMoments.EMPTY, UserMoments.EMPTY};
        double[][] requests = new double[2][3];
        for (int look = 1; look <= LOOKS; look++) {
            for (int user = 0; user < USERS; user++) {
                int arm = random.nextInt(2);
                double n = Draw.requestsOfUser(random);
                double effect = random.nextGaussian();
                double noise = Math.sqrt(n) * NOISE * random.nextGaussian();
                users[arm] = users[arm].merge(UserMoments.ofUser(n * effect + noise, n));
                requests[arm][0] += n;
                requests[arm][1] += n * effect + noise;
                requests[arm][2] += n * effect * effect + 2 * effect * noise + n * NOISE * NOISE;
            }
            double progress = look / (LOOKS / 2.0);
            watch.see(
                    0,
                    look,
                    alarm(users[0].summary().orElseThrow(), users[1].summary().orElseThrow(), progress));
            watch.see(1, look, alarm(ofRequests(requests[0]), ofRequests(requests[1]), progress));
        }
    }

    private static ArmSummary ofRequests(double[] sums) {
        return ArmSummary.ofSums((long) sums[0], sums[1], sums[2]).orElseThrow();
    }

    private static boolean alarm(ArmSummary control, ArmSummary treatment, double progress) {
        var contrast = MeanDifference.of(control, treatment, 1).orElseThrow().withProgress(progress);
        return AsymptoticSequence.twoSided(contrast, 0.05).orElseThrow().logE() >= Math.log(20);
    }
}
