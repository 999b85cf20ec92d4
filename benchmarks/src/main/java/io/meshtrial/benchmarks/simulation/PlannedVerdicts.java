package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.planning.Baseline;
import io.meshtrial.analytics.planning.Baselines;
import io.meshtrial.analytics.planning.Planner;
import io.meshtrial.analytics.planning.Question;
import io.meshtrial.analytics.planning.Requirement;
import io.meshtrial.analytics.planning.Shown;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A change of the size that an experiment is planned for, watched by the running judge up to the size that the running planner gives
 * for a power of 80 %, with N* frozen at that size.
 */
final class PlannedVerdicts {

    private static final int LOOKS = 100;
    private static final double POWER = 0.8;
    private static final double DETECTED = 0.85;
    private static final long SEED = 20_261_122;

    /** Of values: control's mean is 1. */
    private static final double SPREAD = 0.5;

    private PlannedVerdicts() {}

    /**
     * What is planned for.
     *
     * @param metric as it is defined
     * @param means whether values are compared by their mean; else what is counted has the rate {@code base}
     * @param change relative
     * @param share of treatment
     * @param latestMedian part of the planned size by which half of the runs have decided; 1 where nothing is promised
     */
    private record Aim(
            String name, String metric, boolean means, double base, double change, double share, double latestMedian) {

        private boolean ofErrors() {
            return metric.contains("ERROR_RATE");
        }
    }

    static List<Situation> all() {
        return List.of(
                situation(new Aim("harm, errors ×1.2, share 10 %", errors(true), false, 0.01, 0.2, 0.1, 1)),
                situation(new Aim("harm, errors ×1.5, share 50 %", errors(true), false, 0.01, 0.5, 0.5, 1)),
                situation(new Aim("no harm, errors +25 % ruled out", errors(false), false, 0.01, 0.25, 0.1, 1)),
                situation(new Aim("harm, mean 2 % lower", kept(true, 0.05), true, 1, -0.02, 0.2, 1)),
                situation(new Aim("no harm, mean 2 % lower ruled out", kept(false, 0.02), true, 1, -0.02, 0.2, 0.55)),
                situation(new Aim("better, mean 2 % higher", Definitions.GOAL_OF_MEANS, true, 1, 0.02, 0.2, 0.55)),
                situation(new Aim("better, share 40 % +6 %", Definitions.GOAL_OF_SHARES, false, 0.4, 0.06, 0.3, 0.55)));
    }

    private static String errors(boolean critical) {
        return Definitions.guardrail("errors", "ERROR_RATE", critical, 0.25);
    }

    private static String kept(boolean critical, double margin) {
        return Definitions.guardrail("kept", "VALUE_MEAN", critical, margin);
    }

    private static Situation situation(Aim aim) {
        Planned planned = new Planned(aim);
        return new Situation(
                "planned: " + aim.name,
                "as many requests as the planner says, in 100 looks",
                LOOKS,
                List.of(Column.detects("the judge says so", DETECTED, aim.latestMedian)),
                (random, watch) -> simulate(aim, planned.size(), random, watch));
    }

    private record Size(Experiment experiment, Requirement requirement) {}

    /** Planned once, when the first run needs it. */
    private static final class Planned {
        private final Aim aim;
        private @Nullable Size size;

        private Planned(Aim aim) {
            this.aim = aim;
        }

        private synchronized Size size() {
            if (size == null) {
                size = plan(aim);
            }
            return size;
        }
    }

    /** N* is the size itself, so that it is planned until it stays. */
    private static Size plan(Aim aim) {
        Planner planner = new Planner(SEED);
        long planned = 10_000;
        while (true) {
            Experiment experiment = Definitions.of(
                            RandomisationUnit.REQUEST, planned, List.of(aim.metric), new int[][] {
                                {(int) Math.round(10_000 * aim.share)}
                            })
                    .getLast();
            Metric metric = experiment.plan().metrics().getFirst();
            Question question = new Question(
                    experiment, metric, aim.share, aim.share, aim.means ? null : aim.base, aim.change, POWER);
            Baseline baseline = Baselines.of(question, control(aim)).orElseThrow();
            Requirement requirement = planner.requirement(question, baseline);
            long units = Math.round(Objects.requireNonNull(requirement.units()));
            if (Math.abs(units - planned) <= 1e-4 * units) {
                return new Size(experiment, requirement);
            }
            planned = units;
        }
    }

    /** Control as it was observed before: a thousand requests, mean 1 and standard deviation 0.5. */
    private static Tally control(Aim aim) {
        long n = 1_000;
        double squares = n + (n - 1) * SPREAD * SPREAD;
        return aim.means ? JudgedValues.tally(new long[] {n, n, n * 1_000, Math.round(squares * 1e6)}) : Tally.ZERO;
    }

    private static void simulate(Aim aim, Size size, RandomGenerator random, Watch watch) {
        Shown.Kind kind = Objects.requireNonNull(size.requirement.shown()).kind();
        double effect = kind == Shown.Kind.RULED_OUT ? 1 : 1 + aim.change;
        double units = Objects.requireNonNull(size.requirement.units());
        Judgement judgement = new Judgement();
        Intake intake = new Intake();
        long arrived = 0;
        for (int look = 1; look <= LOOKS; look++) {
            long more = Math.round(units * look / LOOKS) - arrived;
            arrived += more;
            long treatment = Draw.binomial(random, more, aim.share);
            intake.requests(1, 1, 0, look, tally(aim, more - treatment, 1, random));
            intake.requests(1, 1, 1, look, tally(aim, treatment, effect, random));
            Judgement.Seen seen = judgement.look(size.experiment, look, intake.tallies(look));
            watch.see(0, look, says(kind, seen));
        }
    }

    private static Tally tally(Aim aim, long requests, double effect, RandomGenerator random) {
        if (!aim.means) {
            long counted = Draw.binomial(random, requests, aim.base * effect);
            return JudgedCounts.tally(requests, aim.ofErrors() ? counted : 0, aim.ofErrors() ? 0 : counted, 0);
        }
        long[] sums = new long[4];
        for (long i = 0; i < requests; i++) {
            long value = Math.round(1_000 * effect * (1 + SPREAD * random.nextGaussian()));
            sums[0]++;
            sums[1] += value > 0 ? 1 : 0;
            sums[2] += value;
            sums[3] += value * value;
        }
        return JudgedValues.tally(sums);
    }

    /** Of a goal the evidence alone: whether it counts waits for the guardrails, which have sizes of their own. */
    private static boolean says(Shown.Kind kind, Judgement.Seen seen) {
        MetricComparison comparison = seen.evidence().comparisons().getFirst();
        Double better = comparison.logEBetter();
        return switch (kind) {
            case HARM -> seen.verdict() instanceof Verdict.Harm;
            case RULED_OUT -> comparison.isBelowMargin();
            case BETTER, WORSE ->
                better != null
                        && better >= Math.log(Judge.betterNeeded(seen.evidence().experiment()));
        };
    }
}
