package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.comparison.LatencyLadder;
import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.LatencyBuckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Users who keep their variant, differ in speed and luck and come back, request by request through sums over users,
 * comparisons on the information clock and the judge. Half of them get treatment, or one in a hundred, or a ramp goes from the one to
 * the other: then holders of control are redrawn when they come back, and older cohorts are closed.
 */
final class JudgedUsers {

    private static final int MINUTES = 40;
    private static final int NEW_USERS = 250;
    private static final int[] HALF = {5000};
    private static final int[] CANARY = {100};
    private static final int[] RAMP = {100, 500, 2500, 5000};
    private static final double VISITS = 0.08;
    private static final double FOUND = 0.6;
    private static final double MEDIAN_MICROS = 40_000;
    private static final double OF_USER = 0.3;
    private static final double OF_REQUEST = 0.4;
    private static final List<Experiment> OF_HALF = definitions(HALF);
    private static final List<Experiment> OF_CANARY = definitions(CANARY);
    private static final List<Experiment> OF_RAMP = definitions(RAMP);
    private static final Metric LATENCY = metric(MetricKind.LATENCY_QUANTILE);

    /** The p95 of a lognormal of both spreads, at a bucket's edge; frozen before the start. */
    private static final long THRESHOLD = LatencyBuckets.lowerEdge(
            LatencyBuckets.indexOf((long) (MEDIAN_MICROS * Math.exp(1.645 * Math.hypot(OF_USER, OF_REQUEST)))));

    private static final List<Long> EDGES = LatencyLadder.edges(LATENCY, THRESHOLD);

    /** The goal, errors, requests of a user, and from there on the rungs of the latency. */
    private static final int RUNGS = 3;

    private static final String[] METRICS = Stream.concat(
                    Stream.of(
                            Definitions.GOAL,
                            metric(MetricKind.ERROR_RATE).name(),
                            metric(MetricKind.REQUESTS_PER_UNIT).name()),
                    IntStream.range(0, EDGES.size()).mapToObj(rung -> LatencyLadder.rung(LATENCY, rung)))
            .toArray(String[]::new);

    private JudgedUsers() {}

    private static List<Experiment> definitions(int[] parts) {
        return Definitions.of(
                        RandomisationUnit.USER,
                        (long) MINUTES * NEW_USERS,
                        List.of(Definitions.GOAL_OF_SHARES),
                        new int[][] {parts})
                .stream()
                .map(experiment -> BuiltInGuardrails.addedTo(experiment, false))
                .toList();
    }

    private static Metric metric(MetricKind kind) {
        return OF_HALF.getFirst().plan().metrics().stream()
                .filter(metric -> metric.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    static Situation withoutEffect() {
        return withoutEffect("judged users, no effect", HALF);
    }

    /** One user in a hundred gets treatment. */
    static Situation canary() {
        return withoutEffect("judged users, canary 1 %, no effect", CANARY);
    }

    /** 1, 5, 25, 50 %, ten minutes each. */
    static Situation ramp() {
        return withoutEffect("judged users, ramp 1 to 50 %, no effect", RAMP);
    }

    /** Every latency of treatment longer by exactly the margin of 10 %: promoting it is a mistake. */
    static Situation latencyAtMargin() {
        return atMargin("judged users, p95 at its margin of 10 %", HALF);
    }

    /** The same at a canary. */
    static Situation canaryAtMargin() {
        return atMargin("judged users, canary 1 %, p95 at its margin of 10 %", CANARY);
    }

    /** The same over the ramp. */
    static Situation rampAtMargin() {
        return atMargin("judged users, ramp 1 to 50 %, p95 at its margin of 10 %", RAMP);
    }

    private static Situation withoutEffect(String name, int[] parts) {
        return situation(
                name,
                1,
                parts,
                List.of(
                        Column.ours("verdict harm", 0.01),
                        Column.ours("verdict better", 0.05),
                        Column.shown("promoted"),
                        Column.ours("sample ratio", 0.001)));
    }

    private static Situation atMargin(String name, int[] parts) {
        return situation(
                name,
                1.1,
                parts,
                List.of(
                        Column.shown("verdict harm"),
                        Column.ours("verdict better", 0.05),
                        Column.ours("promoted", 0.05),
                        Column.ours("sample ratio", 0.001)));
    }

    private static Situation situation(String name, double latency, int[] parts, List<Column> columns) {
        return new Situation(
                name,
                "250 new users a minute, each back in one minute of twelve; the judge looks each minute",
                MINUTES,
                columns,
                (random, watch) -> new Run(latency, parts, random).simulate(watch));
    }

    private static final class User {
        private final double speed;
        private final double fails;
        private final long[] s = new long[METRICS.length];
        private int arm;
        private int draw;
        private UserArm sums = new UserArm();
        private long n;
        private boolean failed;

        private User(RandomGenerator random) {
            speed = Math.exp(OF_USER * random.nextGaussian());
            fails = random.nextInt(20) == 0 ? 0.2 : 0.02;
        }
    }

    private static final class Run {
        private final double latency;
        private final int[] parts;
        private final RandomGenerator random;
        private final Judgement judgement = new Judgement();
        private final Intake intake = new Intake();
        private final List<User> users = new ArrayList<>();
        private final List<Experiment> definitions;

        private Run(double latency, int[] parts, RandomGenerator random) {
            this.latency = latency;
            this.parts = parts;
            this.random = random;
            definitions = parts == HALF ? OF_HALF : parts == CANARY ? OF_CANARY : OF_RAMP;
        }

        private void simulate(Watch watch) {
            int minutesOfStep = MINUTES / parts.length;
            for (int minute = 1; minute <= MINUTES; minute++) {
                int revision = (minute - 1) / minutesOfStep + 1;
                for (User user : users) {
                    if (random.nextDouble() < VISITS) {
                        comesBack(user, revision);
                    }
                }
                for (int i = 0; i < NEW_USERS; i++) {
                    User user = new User(random);
                    users.add(user);
                    draw(user, revision);
                    visit(user);
                }
                judgement
                        .look(definitions.get(revision - 1), minute, intake.tallies(minute))
                        .into(watch, minute);
            }
        }

        /** What holders of treatment do after the weights have changed is outside the comparison. */
        private void comesBack(User user, int revision) {
            if (user.draw < revision && user.arm == 0) {
                draw(user, revision);
            }
            if (user.draw == revision) {
                visit(user);
            }
        }

        /** A first draw, or a redraw of a cookie of control by the growth of the share since. */
        private void draw(User user, int revision) {
            int origin = user.draw;
            double before = origin == 0 ? 0 : parts[origin - 1] / 10_000.0;
            user.arm = random.nextDouble() < (parts[revision - 1] / 10_000.0 - before) / (1 - before) ? 1 : 0;
            user.draw = revision;
            user.sums = intake.users(revision, origin, user.arm, METRICS);
            user.sums.addUser();
            user.n = 0;
            user.failed = false;
            Arrays.fill(user.s, 0);
        }

        private void visit(User user) {
            UserArm arm = user.sums;
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
    }
}
