package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.comparison.LatencyLadder;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.UserCell;
import io.meshtrial.analytics.tally.UserSample;
import io.meshtrial.analytics.tally.UserTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Users who keep their variant, differ in speed and luck and come back, request by request through sums over users,
 * comparisons on the information clock and the judge. Half of them get treatment.
 */
final class JudgedUsers {

    private static final int MINUTES = 40;
    private static final int NEW_USERS = 250;
    private static final int PARTS = 5000;
    private static final double VISITS = 0.08;
    private static final double FOUND = 0.6;
    private static final double MEDIAN_MICROS = 40_000;
    private static final double OF_USER = 0.3;
    private static final double OF_REQUEST = 0.4;
    private static final Experiment EXPERIMENT = Judgement.experiment("USER", (long) MINUTES * NEW_USERS, PARTS);
    private static final Metric LATENCY = Judgement.latency(EXPERIMENT);

    /** The p95 of a lognormal of both spreads, at a bucket's edge; frozen before the start. */
    private static final long THRESHOLD = LatencyBuckets.lowerEdge(
            LatencyBuckets.indexOf((long) (MEDIAN_MICROS * Math.exp(1.645 * Math.hypot(OF_USER, OF_REQUEST)))));

    private static final List<Long> EDGES = LatencyLadder.edges(LATENCY, THRESHOLD);

    /** The goal, errors, requests of a user, and from there on the rungs of the latency. */
    private static final int RUNGS = 3;

    private static final String[] METRICS = Stream.concat(
                    Stream.of(Judgement.GOAL, name(MetricKind.ERROR_RATE), name(MetricKind.REQUESTS_PER_UNIT)),
                    IntStream.range(0, EDGES.size()).mapToObj(rung -> LatencyLadder.rung(LATENCY, rung)))
            .toArray(String[]::new);

    private JudgedUsers() {}

    private static String name(MetricKind kind) {
        return EXPERIMENT.plan().metrics().stream()
                .filter(metric -> metric.kind() == kind)
                .findFirst()
                .orElseThrow()
                .name();
    }

    static Situation withoutEffect() {
        return situation(
                "judged users, no effect",
                1,
                List.of(
                        Column.ours("verdict harm", 0.01),
                        Column.ours("verdict better", 0.05),
                        Column.shown("promoted"),
                        Column.ours("sample ratio", 0.001)));
    }

    /** Every latency of treatment longer by exactly the margin of 10 %: promoting it is a mistake. */
    static Situation latencyAtMargin() {
        return situation(
                "judged users, p95 at its margin of 10 %",
                1.1,
                List.of(
                        Column.shown("verdict harm"),
                        Column.ours("verdict better", 0.05),
                        Column.ours("promoted", 0.05),
                        Column.ours("sample ratio", 0.001)));
    }

    private static Situation situation(String name, double latency, List<Column> columns) {
        return new Situation(
                name,
                "250 new users a minute, half to treatment, each back in one minute of twelve; the judge looks each minute",
                MINUTES,
                columns,
                (random, watch) -> new Run(latency, random).simulate(watch));
    }

    private static final class User {
        private final int arm;
        private final double speed;
        private final double fails;
        private final long[] s = new long[METRICS.length];
        private long n;
        private boolean failed;

        private User(RandomGenerator random) {
            arm = random.nextInt(10_000) < PARTS ? 1 : 0;
            speed = Math.exp(OF_USER * random.nextGaussian());
            fails = random.nextInt(20) == 0 ? 0.2 : 0.02;
        }
    }

    private static final class Run {
        private final double latency;
        private final RandomGenerator random;
        private final Judgement judgement = new Judgement(EXPERIMENT);
        private final UserArm[] arms = {new UserArm(METRICS), new UserArm(METRICS)};
        private final List<User> users = new ArrayList<>();

        private Run(double latency, RandomGenerator random) {
            this.latency = latency;
            this.random = random;
        }

        private void simulate(Watch watch) {
            for (int minute = 1; minute <= MINUTES; minute++) {
                for (User user : users) {
                    if (random.nextDouble() < VISITS) {
                        visit(user);
                    }
                }
                for (int i = 0; i < NEW_USERS; i++) {
                    User user = new User(random);
                    users.add(user);
                    arms[user.arm].addUser();
                    visit(user);
                }
                judgement.look(minute, judgement.sort(tallies(minute)), Map.of(), watch);
            }
        }

        private void visit(User user) {
            UserArm arm = arms[user.arm];
            boolean error = random.nextDouble() < user.fails;
            double micros = MEDIAN_MICROS * user.speed * Math.exp(OF_REQUEST * random.nextGaussian());
            double taken = user.arm == 1 ? micros * latency : micros;
            arm.addRequest();
            if (error && !user.failed) {
                user.failed = true;
                arm.addFailedUser();
            }
            grow(user, arm, 0, random.nextDouble() < FOUND);
            grow(user, arm, 1, error);
            // Requests of a user: S grows, N stays 1.
            arm.grow(2, user.n, Math.min(1, user.n), 1, user.n == 0 ? 1 : 0);
            for (int rung = 0; rung < EDGES.size(); rung++) {
                grow(user, arm, RUNGS + rung, error || (long) taken >= EDGES.get(rung));
            }
            user.n++;
        }

        private static void grow(User user, UserArm arm, int metric, boolean counts) {
            int more = counts ? 1 : 0;
            arm.grow(metric, user.s[metric], user.n, more, 1);
            user.s[metric] += more;
        }

        private ExperimentTallies tallies(int minute) {
            Map<UserCell, UserTally> sums = Map.of(cell("v1"), arms[0].toTally(), cell("v2"), arms[1].toTally());
            return new ExperimentTallies(minute, Map.of(), Map.of(), Map.of(), sums, UserSample.WHOLE);
        }

        private static UserCell cell(String variant) {
            return new UserCell(
                    EventSource.APPLICATION, new Stratum(EXPERIMENT.id(), 1, 1, 0), variant, Judgement.TOKEN);
        }
    }
}
