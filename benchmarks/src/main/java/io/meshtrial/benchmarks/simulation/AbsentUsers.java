package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.InformationClock;
import io.meshtrial.statistics.sequence.OneSided;
import io.meshtrial.statistics.users.UserMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A ramp 1, 5, 25, 50 % over users who differ, come back, and may be away for several steps. A control user who comes back
 * after the weights have grown is redrawn by the product of the steps missed; such users are a stratum by origin. A
 * cohort closes when the weights change.
 */
final class AbsentUsers {

    private static final int USERS = 3000;
    private static final int LOOKS_OF_STEP = 15;
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5};
    private static final int LOOKS = LOOKS_OF_STEP * SHARES.length;
    private static final double PLANNED = 600;

    private AbsentUsers() {}

    static Situation situation() {
        return new Situation(
                "users absent for several steps",
                "3000 users, some of whom come twenty times as often as others; ramp 1, 5, 25, 50 %",
                LOOKS,
                List.of(
                        Column.ours("by cohort and origin", 0.05),
                        Column.ours("by cohort and origin, better", 0.05),
                        Column.ours("harm, users with an error", 0.01),
                        Column.ours("ratio, by cohort and origin", 0.001),
                        Column.usual("requests by arm, same sequence")),
                (random, watch) -> new AbsentUsers.Run(random, watch).simulate());
    }

    /** Users drawn with one known share. */
    private static final class Cohort {
        private final UserMoments[] moments = {UserMoments.EMPTY, UserMoments.EMPTY};
        private final long[] failed = new long[2];
        private final double share;

        private Cohort(double share) {
            this.share = share;
        }
    }

    private static final class User {
        private final double level;
        private final double visits;
        private final double fails;
        private int arm;
        private int drawn = -1;
        private Cohort cohort = new Cohort(0.5);
        private double s;
        private double n;
        private boolean failed;

        private User(RandomGenerator random) {
            level = random.nextGaussian();
            visits = 0.02 * Math.pow(20, random.nextDouble());
            fails = random.nextInt(20) == 0 ? 0.3 : 0.005;
        }
    }

    private static final class Run {
        private final RandomGenerator random;
        private final Watch watch;
        private final Map<Integer, Cohort> cohorts = new TreeMap<>();
        private final double[][] requests = new double[2][3];
        private InformationClock clock = InformationClock.planned(1);

        private Run(RandomGenerator random, Watch watch) {
            this.random = random;
            this.watch = watch;
        }

        private void simulate() {
            List<User> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                users.add(new User(random));
            }
            for (int look = 1; look <= LOOKS; look++) {
                int step = (look - 1) / LOOKS_OF_STEP;
                for (User user : users) {
                    if (random.nextDouble() < user.visits) {
                        visit(user, step);
                    }
                }
                judge(look);
            }
        }

        private void visit(User user, int step) {
            if (user.drawn < step && (user.drawn < 0 || user.arm == 0)) {
                double share =
                        user.drawn < 0 ? SHARES[step] : (SHARES[step] - SHARES[user.drawn]) / (1 - SHARES[user.drawn]);
                user.cohort = cohorts.computeIfAbsent(10 * step + user.drawn + 1, none -> new Cohort(share));
                user.arm = random.nextDouble() < share ? 1 : 0;
                user.drawn = step;
                user.s = 0;
                user.n = 0;
                user.failed = false;
            }
            double more = Draw.requestsOfUser(random);
            double value = more * user.level + Math.sqrt(more) * random.nextGaussian();
            double[] sums = requests[user.arm];
            sums[0] += more;
            sums[1] += value;
            sums[2] += value * value / more;
            if (user.drawn == step) {
                grow(user, value, more);
            }
        }

        private void grow(User user, double value, double more) {
            UserMoments before = user.n == 0
                    ? user.cohort.moments[user.arm].merge(UserMoments.ofUser(0, 0))
                    : user.cohort.moments[user.arm];
            user.cohort.moments[user.arm] = before.grow(user.s, user.n, user.s + value, user.n + more);
            user.s += value;
            user.n += more;
            if (!user.failed && random.nextDouble() < user.fails) {
                user.failed = true;
                user.cohort.failed[user.arm]++;
            }
        }

        private void judge(int look) {
            List<Stratum> strata = new ArrayList<>();
            List<RateStratum> rates = new ArrayList<>();
            List<UnitCounts> units = new ArrayList<>();
            for (Cohort cohort : cohorts.values()) {
                UserMoments control = cohort.moments[0];
                UserMoments treatment = cohort.moments[1];
                rates.add(new RateStratum(cohort.failed[1], cohort.failed[0], cohort.share));
                units.add(new UnitCounts(
                        List.of(control.users(), treatment.users()), List.of(1 - cohort.share, cohort.share)));
                control.summary()
                        .flatMap(c -> treatment.summary().map(t -> new Stratum(c, t)))
                        .toOptional()
                        .ifPresent(strata::add);
            }
            StratifiedMeans.forVerdict(strata).toOptional().ifPresent(means -> watchMeans(look, means));
            double harm = PhasedRateRatio.of(rates)
                    .flatMap(ratio -> ratio.logEGreater(0))
                    .orElseThrow();
            watch.see(2, look, harm >= Math.log(100));
            watch.see(3, look, SampleRatio.of(units).orElseThrow().alarm());
            watch.see(4, look, byRequest());
        }

        /** The clock is planned at the first look that may speak, as the product does. */
        private void watchMeans(int look, StratifiedMeans means) {
            Contrast contrast = means.contrast(1, PLANNED).orElseThrow();
            if (clock.reached() == 0) {
                clock = InformationClock.planned(contrast.standardError() * Math.sqrt(means.information() / PLANNED));
            }
            clock = clock.advance(contrast.standardError());
            Contrast timed = contrast.withProgress(clock.progress());
            watch.see(
                    0,
                    look,
                    AsymptoticSequence.twoSided(timed, 0.05).orElseThrow().logE() >= Math.log(20));
            OneSided sides = AsymptoticSequence.oneSided(timed, 0.05).orElseThrow();
            watch.see(1, look, sides.logEGreater() >= Math.log(20));
        }

        private boolean byRequest() {
            if (Math.min(requests[0][0], requests[1][0]) < 30) {
                return false;
            }
            double difference = requests[1][1] / requests[1][0] - requests[0][1] / requests[0][0];
            double error = Math.sqrt(requests[0][2] / requests[0][0] / requests[0][0]
                    + requests[1][2] / requests[1][0] / requests[1][0]);
            return AsymptoticSequence.twoSided(new Contrast(difference, error, 0.5), 0.05)
                            .orElseThrow()
                            .logE()
                    >= Math.log(20);
        }
    }
}
