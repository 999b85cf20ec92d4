package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Requests, one by one, through tallies, frozen thresholds, comparisons and the judge: a ramp of 5, 25 and 50 % over half an
 * hour while the base error rate falls from 2 to 1 %, or a canary of 1 % all the time. With the guardrails that every experiment has.
 */
final class JudgedRequests {

    private static final int MINUTES = 30;
    private static final int MINUTES_OF_STEP = 10;
    private static final int REQUESTS = 10_000;
    private static final int[] RAMP = {500, 2500, 5000};
    private static final int[] CANARY = {100, 100, 100};
    private static final double[] ERRORS = {0.02, 0.015, 0.01};
    private static final double MEDIAN_MICROS = 40_000;
    private static final double SPREAD = 0.5;
    private static final double FOUND = 0.6;

    private static final List<Experiment> OF_RAMP = definitions(RAMP);
    private static final List<Experiment> OF_CANARY = definitions(CANARY);

    private JudgedRequests() {}

    private static List<Experiment> definitions(int[] parts) {
        return Definitions.of(
                        RandomisationUnit.REQUEST,
                        (long) MINUTES * REQUESTS,
                        List.of(Definitions.GOAL_OF_SHARES),
                        new int[][] {parts})
                .stream()
                .map(experiment -> BuiltInGuardrails.addedTo(experiment, false))
                .toList();
    }

    /**
     * What is true of treatment.
     *
     * @param errors ratio of the error rates
     * @param latency ratio of the latencies
     * @param arrives part of its share that it gets
     * @param parts its share of 10 000, by step
     */
    private record Truth(double errors, double latency, double arrives, int[] parts) {
        private Truth(double errors, double latency, double arrives) {
            this(errors, latency, arrives, RAMP);
        }
    }

    static Situation withoutEffect() {
        return situation(
                "judged requests, no effect",
                new Truth(1, 1, 1),
                List.of(
                        Column.ours("verdict harm", 0.01),
                        Column.ours("verdict better", 0.05),
                        Column.shown("promoted"),
                        Column.ours("sample ratio", 0.001),
                        Column.usual("z-test of errors each minute"),
                        Column.usual("promoted: no significant rise of errors each minute")));
    }

    /** One request in a hundred at treatment, all the time. */
    static Situation canary() {
        return situation(
                "judged requests, canary 1 %, no effect",
                new Truth(1, 1, 1, CANARY),
                List.of(
                        Column.ours("verdict harm", 0.01),
                        Column.ours("verdict better", 0.05),
                        Column.shown("promoted"),
                        Column.ours("sample ratio", 0.001),
                        Column.usual("z-test of errors each minute"),
                        Column.usual("promoted: no significant rise of errors each minute")));
    }

    /** The same, errors worse by exactly their margin. */
    static Situation canaryAtMargin() {
        return atMargin("judged requests, canary 1 %, errors at their margin of 25 %", new Truth(1.25, 1, 1, CANARY));
    }

    /** Worse by exactly the margin of 25 %: promoting it is a mistake. */
    static Situation errorsAtMargin() {
        return atMargin("judged requests, errors at their margin of 25 %", new Truth(1.25, 1, 1));
    }

    /** Every latency longer by exactly the margin of 10 %. */
    static Situation latencyAtMargin() {
        return atMargin("judged requests, p95 at its margin of 10 %", new Truth(1, 1.1, 1));
    }

    static Situation errorsTimesFive() {
        return situation(
                "judged requests, errors ×5",
                new Truth(5, 1, 1),
                List.of(
                        Column.detects("verdict harm", 0.99),
                        Column.ours("verdict better", 0.05),
                        Column.ours("promoted", 0.05),
                        Column.ours("sample ratio", 0.001),
                        Column.usual("z-test of errors each minute"),
                        Column.usual("promoted: no significant rise of errors each minute")));
    }

    /** Treatment gets nine tenths of its share: as a version that crashes would, so it is rolled back after the grace. */
    static Situation splitOff() {
        return situation(
                "judged requests, a tenth of the share missing",
                new Truth(1, 1, 0.9),
                List.of(
                        Column.detects("verdict harm", 0.99),
                        Column.ours("verdict better", 0.05),
                        Column.shown("promoted"),
                        Column.detects("sample ratio", 0.99),
                        Column.usual("z-test of errors each minute"),
                        Column.usual("promoted: no significant rise of errors each minute")));
    }

    private static Situation atMargin(String name, Truth truth) {
        return situation(
                name,
                truth,
                List.of(
                        Column.shown("verdict harm"),
                        Column.ours("verdict better", 0.05),
                        Column.ours("promoted", 0.05),
                        Column.ours("sample ratio", 0.001),
                        Column.usual("z-test of errors each minute"),
                        Column.usual("promoted: no significant rise of errors each minute")));
    }

    private static Situation situation(String name, Truth truth, List<Column> columns) {
        return new Situation(
                name,
                "10 000 requests a minute through tallies, comparisons and the judge; share "
                        + (truth.parts == RAMP ? "5, 25, 50 %" : "1 %"),
                MINUTES,
                columns,
                (random, watch) -> new Run(truth, random).simulate(watch));
    }

    private static final class Run {
        private final Truth truth;
        private final RandomGenerator random;
        private final Judgement judgement = new Judgement();
        private final List<Experiment> definitions;
        private final Map<Cell, Tally> totals = new HashMap<>();
        private final Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        private final long[] requests = new long[2];
        private final long[] errors = new long[2];

        private Run(Truth truth, RandomGenerator random) {
            this.truth = truth;
            this.random = random;
            definitions = truth.parts == RAMP ? OF_RAMP : OF_CANARY;
        }

        private void simulate(Watch watch) {
            for (int minute = 1; minute <= MINUTES; minute++) {
                draw(minute);
                judgement
                        .look(
                                definitions.get(step(minute)),
                                minute,
                                new ExperimentTallies(minute, totals, minutes, Map.of()))
                        .into(watch, minute);
                watchUsual(minute, watch);
            }
        }

        private void draw(int minute) {
            int step = step(minute);
            double share = truth.parts[step] / 10_000.0;
            ArmTally[] arms = {new ArmTally(), new ArmTally()};
            for (int request = 0; request < REQUESTS; request++) {
                int arm = random.nextDouble() < share ? 1 : 0;
                if (arm == 1 && random.nextDouble() >= truth.arrives) {
                    continue;
                }
                boolean error = random.nextDouble() < ERRORS[step] * (arm == 1 ? truth.errors : 1);
                double micros =
                        MEDIAN_MICROS * Math.exp(SPREAD * random.nextGaussian()) * (arm == 1 ? truth.latency : 1);
                arms[arm].add(error, (long) micros, random.nextDouble() < FOUND ? 1 : 0);
                requests[arm]++;
                errors[arm] += error ? 1 : 0;
            }
            for (int arm = 0; arm < 2; arm++) {
                Cell cell = new Cell(
                        EventSource.APPLICATION,
                        new Stratum(Definitions.ID, 1, step + 1, 0),
                        Intake.variant(arm),
                        "",
                        Definitions.TOKEN);
                Tally tally = arms[arm].toTally(Definitions.GOAL);
                totals.merge(cell, tally, Tally::plus);
                minutes.computeIfAbsent(cell, none -> new TreeMap<>()).put(Judgement.minuteOf(minute), tally);
            }
        }

        private static int step(int minute) {
            return (minute - 1) / MINUTES_OF_STEP;
        }

        /** Pooled over the ramp, one look as good as another. */
        private void watchUsual(int minute, Watch watch) {
            double control = errors[0] / (double) requests[0];
            double treatment = errors[1] / (double) requests[1];
            double error = Math.sqrt(control * (1 - control) / requests[0] + treatment * (1 - treatment) / requests[1]);
            double z = (treatment - control) / error;
            watch.see(4, minute, z > 1.96);
            watch.see(5, minute, errors[1] >= 5 && z < 1.645);
        }
    }
}
