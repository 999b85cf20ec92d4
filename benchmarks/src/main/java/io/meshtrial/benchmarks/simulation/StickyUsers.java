package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.TwoSided;
import io.meshtrial.statistics.users.UserMoments;
import java.util.List;
import java.util.random.RandomGenerator;

/** Users keep their variant and send many requests; some users are heavy, and users differ from each other. */
final class StickyUsers {

    private static final int LOOKS = 20;
    private static final int USERS = 200;
    private static final double NOISE = 1.5;

    private StickyUsers() {}

    /** Standard error of the difference by user at the end, from an independent simulation. */
    private static final double AT_END = 0.0574;

    /** @param standardErrors effect in standard errors by user at the end */
    static Situation withEffect(double standardErrors) {
        boolean none = standardErrors == 0;
        return new Situation(
                "sticky users, effect " + standardErrors + " SE",
                "200 new users a look, up to 200 requests each, effect of the user N(0,1), of the request N(0,1.5²)",
                LOOKS,
                List.of(
                        none ? Column.ours("by user, delta method", 0.05) : Column.shown("by user, delta method"),
                        Column.usual("by request, same sequence"),
                        Column.usual("by user, z-test each look"),
                        Column.usual("by user, z-test once at the end")),
                (random, watch) -> simulate(standardErrors * AT_END, random, watch));
    }

    private static void simulate(double effect, RandomGenerator random, Watch watch) {
        UserMoments[] users = {UserMoments.EMPTY, UserMoments.EMPTY};
        double[][] requests = new double[2][3];
        for (int look = 1; look <= LOOKS; look++) {
            for (int user = 0; user < USERS; user++) {
                int arm = random.nextInt(2);
                double n = Draw.requestsOfUser(random);
                double level = random.nextGaussian() + arm * effect;
                double noise = Math.sqrt(n) * NOISE * random.nextGaussian();
                users[arm] = users[arm].merge(UserMoments.ofUser(n * level + noise, n));
                requests[arm][0] += n;
                requests[arm][1] += n * level + noise;
                requests[arm][2] += n * level * level + 2 * level * noise + n * NOISE * NOISE;
            }
            double progress = look / (LOOKS / 2.0);
            TwoSided byUser = sequence(
                    users[0].summary().orElseThrow(), users[1].summary().orElseThrow(), progress);
            watch.see(0, look, byUser.logE() >= Math.log(20));
            watch.see(
                    1,
                    look,
                    sequence(ofRequests(requests[0]), ofRequests(requests[1]), progress)
                                    .logE()
                            >= Math.log(20));
            watch.see(2, look, Math.abs(byUser.z()) > 1.96);
            watch.see(3, look, look == LOOKS && Math.abs(byUser.z()) > 1.96);
        }
    }

    private static ArmSummary ofRequests(double[] sums) {
        return ArmSummary.ofSums((long) sums[0], sums[1], sums[2]).orElseThrow();
    }

    private static TwoSided sequence(ArmSummary control, ArmSummary treatment, double progress) {
        var contrast = MeanDifference.of(control, treatment, 1).orElseThrow().withProgress(progress);
        return AsymptoticSequence.twoSided(contrast, 0.05).orElseThrow();
    }
}
