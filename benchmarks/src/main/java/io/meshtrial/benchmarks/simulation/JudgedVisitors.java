package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.benchmarks.simulation.JudgedSituation.Arrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Users who keep their variant, judged by sums over users: heavy ones, chronic failures, redraws, lost cookies, closed sets. */
final class JudgedVisitors {

    private static final String[] SHARES = {Definitions.GOAL, "kept"};
    private static final String[] ERRORS = {Definitions.GOAL, "errors"};
    private static final int STEP = 15;
    private static final int[] RAMP = {100, 500, 2500, 5000};

    private JudgedVisitors() {}

    static List<JudgedSituation> all() {
        return List.of(
                new Setting(
                                "sticky users",
                                "200 new users a look, up to 200 requests each, half to treatment",
                                20,
                                4000)
                        .of(0.05, new int[] {5000}, Sticky::new),
                new Setting(
                                "chronic failures",
                                "4000 users, 1 % of them fail in 30 % of the looks, share 10 %",
                                100,
                                4000)
                        .ofErrors(new int[] {1000}, Chronic::new),
                new Setting(
                                "redrawn users",
                                "new users at 50 %, returning ones redrawn at 44 %, who find more",
                                60,
                                12_000)
                        .of(0.05, new int[] {1000, 5000}, Redrawn::new),
                new Setting("users absent for several steps", "3000 users, ramp 1, 5, 25, 50 %", 4 * STEP, 6000)
                        .of(0.1, RAMP, Absent::new),
                new Setting(
                                "cookie loss",
                                "500 new users a look, share 10 %, a tenth come again as new ones",
                                100,
                                55_000)
                        .of(0.05, new int[] {1000}, CookiesLost::new));
    }

    /** No new users come, the old ones come back, four of them between two looks. */
    static JudgedSituation closed(int looks) {
        return new Setting("closed user set", "400 users, 4 requests between looks", looks, 400)
                .of(0.1, new int[] {5000}, Closed::new);
    }

    private interface Crowd {
        Arrivals begin(Run run);
    }

    private record Setting(String name, String story, int looks, long planned) {

        JudgedSituation of(double margin, int[] parts, Crowd crowd) {
            return situation(parts, margin, Definitions.guardrail("kept", "VALUE_SHARE", true, margin), SHARES, crowd);
        }

        JudgedSituation ofErrors(int[] parts, Crowd crowd) {
            return situation(parts, 0.25, Definitions.guardrail("errors", "ERROR_RATE", true, 0.25), ERRORS, crowd);
        }

        private JudgedSituation situation(int[] parts, double margin, String guardrail, String[] metrics, Crowd crowd) {
            return new JudgedSituation(
                    name,
                    story,
                    looks,
                    Definitions.of(
                            RandomisationUnit.USER,
                            planned,
                            List.of(Definitions.GOAL_OF_SHARES, guardrail),
                            new int[][] {parts}),
                    look -> parts == RAMP ? (look - 1) / STEP + 1 : parts.length,
                    margin,
                    (degradation, random) -> crowd.begin(new Run(degradation, metrics, random)));
        }
    }

    private static final class User {
        private final double finds;
        private final double visits;
        private boolean fails;
        private int arm;
        private int draw;
        private UserArm sums = new UserArm();
        private long n;
        private long found;
        private long failures;

        private User(double finds, double visits) {
            this.finds = Math.clamp(finds, 0.05, 0.95);
            this.visits = visits;
        }
    }

    private record Run(double degradation, String[] metrics, RandomGenerator random) {

        /** A first draw of the present revision, or a redraw of an older cookie. */
        void draw(User user, int revision, int origin, double share, Intake intake) {
            user.arm = random.nextDouble() < share ? 1 : 0;
            user.draw = revision;
            user.sums = intake.users(revision, origin, user.arm, metrics);
            user.sums.addUser();
            user.n = 0;
            user.found = 0;
            user.failures = 0;
        }

        /** So many requests at once. */
        void visit(User user, long requests) {
            boolean errors = metrics == ERRORS;
            double finds = user.finds * (user.arm == 1 && !errors ? 1 - degradation : 1);
            long found = Draw.binomial(random, requests, finds);
            long failed = user.fails ? requests : 0;
            for (long i = 0; i < requests; i++) {
                user.sums.addRequest();
            }
            user.sums.grow(0, user.found, user.n, found, requests);
            user.sums.grow(1, errors ? user.failures : user.found, user.n, errors ? failed : found, requests);
            if (user.failures == 0 && failed > 0) {
                user.sums.addFailedUser();
            }
            user.n += requests;
            user.found += found;
            user.failures += failed;
        }

        User newUser(double finds, double share, Intake intake) {
            User user = new User(finds, 0);
            draw(user, 1, 0, share, intake);
            return user;
        }
    }

    private record Sticky(Run run) implements Arrivals {
        @Override
        public void come(int look, Intake intake) {
            for (int i = 0; i < 200; i++) {
                User user = run.newUser(0.5 + 0.15 * run.random.nextGaussian(), 0.5, intake);
                run.visit(user, Draw.requestsOfUser(run.random));
            }
        }
    }

    /** More users of the treatment fail where it is worse, each as often as one of control. */
    private record Chronic(Run run, List<User> users) implements Arrivals {
        private Chronic(Run run) {
            this(run, new ArrayList<>());
        }

        @Override
        public void come(int look, Intake intake) {
            if (look == 1) {
                for (int i = 0; i < 4000; i++) {
                    User user = run.newUser(0.3, 0.1, intake);
                    run.visit(user, 1);
                    user.fails = run.random.nextDouble() < 0.01 * (user.arm == 1 ? 1 + run.degradation : 1);
                    if (user.fails) {
                        users.add(user);
                    }
                }
            }
            for (User user : users) {
                if (run.random.nextDouble() < 0.3) {
                    run.visit(user, 1);
                }
            }
        }
    }

    private record Redrawn(Run run) implements Arrivals {
        @Override
        public void come(int look, Intake intake) {
            for (int origin = 0; origin < 2; origin++) {
                for (int i = 0; i < 100; i++) {
                    User user = new User(0.5 + 0.2 * origin, 0);
                    run.draw(user, 2, origin, origin == 0 ? 0.5 : 0.4 / 0.9, intake);
                    run.visit(user, 1);
                }
            }
        }
    }

    private record CookiesLost(Run run) implements Arrivals {
        @Override
        public void come(int look, Intake intake) {
            for (int i = 0; i < 500; i++) {
                double finds = 0.5 + 0.2 * run.random.nextGaussian();
                run.visit(run.newUser(finds, 0.1, intake), 1);
                if (run.random.nextDouble() < 0.1) {
                    run.visit(run.newUser(finds, 0.1, intake), 1);
                }
            }
        }
    }

    private record Closed(Run run, List<User> users) implements Arrivals {
        private Closed(Run run) {
            this(run, new ArrayList<>());
        }

        @Override
        public void come(int look, Intake intake) {
            while (users.size() < 400) {
                User user = run.newUser(0.5 + 0.1 * run.random.nextGaussian(), 0.5, intake);
                run.visit(user, 1);
                users.add(user);
            }
            for (int i = 0; i < 4; i++) {
                run.visit(users.get(run.random.nextInt(users.size())), 1);
            }
        }
    }

    /** Holders of control are redrawn when the ramp has grown since; events of an older cohort are outside the comparison. */
    private record Absent(Run run, List<User> users) implements Arrivals {
        private Absent(Run run) {
            this(run, new ArrayList<>());
        }

        @Override
        public void come(int look, Intake intake) {
            int revision = (look - 1) / STEP + 1;
            while (users.size() < 3000) {
                double visits = 0.02 * Math.pow(20, run.random.nextDouble());
                users.add(new User(0.5 + 0.2 * run.random.nextGaussian(), visits));
            }
            for (User user : users) {
                if (run.random.nextDouble() < user.visits) {
                    if (user.draw < revision && user.arm == 0) {
                        run.draw(user, revision, user.draw, share(user.draw, revision), intake);
                    }
                    if (user.draw == revision) {
                        run.visit(user, Draw.requestsOfUser(run.random));
                    }
                }
            }
        }

        private static double share(int origin, int revision) {
            double before = origin == 0 ? 0 : RAMP[origin - 1] / 10_000.0;
            return (RAMP[revision - 1] / 10_000.0 - before) / (1 - before);
        }
    }
}
