package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Requests, one by one, through tallies, frozen thresholds, comparisons and the judge: a ramp of 5, 25 and 50 % over half an
 * hour while the base error rate falls from 2 to 1 %.
 */
final class JudgedRequests {

    private static final int MINUTES = 30;
    private static final int MINUTES_OF_STEP = 10;
    private static final int REQUESTS = 10_000;
    private static final int[] PARTS = {500, 2500, 5000};
    private static final double[] ERRORS = {0.02, 0.015, 0.01};
    private static final double MEDIAN_MICROS = 40_000;
    private static final double SPREAD = 0.5;
    private static final double FOUND = 0.6;
    private static final Experiment EXPERIMENT =
            Judgement.experiment("REQUEST", (long) MINUTES * REQUESTS, PARTS[0], PARTS[1], PARTS[2]);
    private static final Metric LATENCY = Judgement.latency(EXPERIMENT);

    private JudgedRequests() {}

    /**
     * What is true of treatment.
     *
     * @param errors ratio of the error rates
     * @param latency ratio of the latencies
     * @param arrives part of its share that it gets
     */
    record Truth(double errors, double latency, double arrives) {}

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

    /** Treatment gets nine tenths of its share. */
    static Situation splitOff() {
        return situation(
                "judged requests, a tenth of the share missing",
                new Truth(1, 1, 0.9),
                List.of(
                        Column.ours("verdict harm", 0.01),
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
                "10 000 requests a minute through tallies, comparisons and the judge; share 5, 25, 50 %",
                MINUTES,
                columns,
                (random, watch) -> new Run(truth, random).simulate(watch));
    }

    private static final class Run {
        private final Truth truth;
        private final RandomGenerator random;
        private final Judgement judgement = new Judgement(EXPERIMENT);
        private final Map<Cell, Tally> totals = new HashMap<>();
        private final Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        private final Map<String, LatencyThreshold> thresholds = new HashMap<>();
        private final long[] requests = new long[2];
        private final long[] errors = new long[2];

        private Run(Truth truth, RandomGenerator random) {
            this.truth = truth;
            this.random = random;
        }

        private void simulate(Watch watch) {
            for (int minute = 1; minute <= MINUTES; minute++) {
                draw(minute);
                Traffic traffic = judgement.sort(new ExperimentTallies(minute, totals, minutes, Map.of()));
                freeze(traffic, minute);
                judgement.look(minute, traffic, thresholds, watch);
                watchUsual(minute, watch);
            }
        }

        private void draw(int minute) {
            int step = (minute - 1) / MINUTES_OF_STEP;
            double share = PARTS[step] / 10_000.0;
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
                        new Stratum(EXPERIMENT.id(), 1, step + 1, 0),
                        arm == 0 ? "v1" : "v2",
                        "",
                        Judgement.TOKEN);
                Tally tally = arms[arm].toTally(Judgement.GOAL);
                totals.merge(cell, tally, Tally::plus);
                minutes.computeIfAbsent(cell, none -> new TreeMap<>()).put(Judgement.START_MINUTE + minute, tally);
            }
        }

        /** Control's own p95 of the first minutes, as analytics freezes it. */
        private void freeze(Traffic traffic, int minute) {
            if (thresholds.isEmpty()) {
                LatencyThreshold.freeze(
                                Objects.requireNonNull(LATENCY.quantile()),
                                traffic.compared().isEmpty()
                                        ? Collections.emptySortedMap()
                                        : traffic.compared().getFirst().minutesOf("v1"),
                                Judgement.START_MINUTE + minute + 1)
                        .ifPresent(frozen -> thresholds.put(LATENCY.name(), frozen));
            }
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
