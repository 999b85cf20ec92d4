package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.ratio.ChiSquareRatio;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Twelve hours of a canary at 10 %, recorded by the minute, and what different teams would have said on the same record. Base
 * errors rise and fall with the load, as they do over a day.
 */
final class RecordedDay {

    private static final int MINUTES = 720;
    private static final int HOUR = 60;
    private static final double SHARE = 0.1;
    private static final double REQUESTS = 600;
    private static final double RATE = 0.01;

    /** Confidence and tolerance with which canary judges compare two series of a metric. */
    private static final double JUDGE_LEVEL = 0.02;

    private static final double JUDGE_TOLERANCE = 1.25;

    private RecordedDay() {}

    static Situation withoutEffect() {
        return situation("recorded day, no effect", 1, 1, true, false);
    }

    static Situation errorsTimes(double ratio) {
        return situation("recorded day, errors ×" + ratio, ratio, 1, false, false);
    }

    /** Treatment gets 8 % of the requests instead of 10. */
    static Situation splitOff() {
        return situation("recorded day, split off by 2 points", 1, 0.8, false, true);
    }

    private static Situation situation(String name, double ratio, double arrives, boolean none, boolean split) {
        return new Situation(
                name,
                "600 requests a minute, 1 % errors, canary 10 %; the stop is a part of 12 hours",
                MINUTES,
                List.of(
                        none ? Column.ours("harm, each minute", 0.01) : Column.shown("harm, each minute"),
                        Column.usual("z-test in a spreadsheet, each hour"),
                        Column.usual("Mann-Whitney at 98 % over minutes, each hour"),
                        split
                                ? Column.detects("ratio, sequential, each minute", 0.99)
                                : Column.ours("ratio, sequential, each minute", 0.001),
                        Column.usual("ratio, χ² < 0.01, each hour")),
                (random, watch) -> simulate(ratio, arrives, random, watch));
    }

    private static void simulate(double ratio, double arrives, RandomGenerator random, Watch watch) {
        long[] n = new long[2];
        long[] y = new long[2];
        double[][] rates = new double[2][MINUTES];
        for (int minute = 1; minute <= MINUTES; minute++) {
            double wave = 1 + 0.5 * Math.sin(2 * Math.PI * minute / MINUTES);
            long treatment = Draw.binomial(random, Math.round(REQUESTS * wave), SHARE * arrives);
            long control = Math.round(REQUESTS * wave) - treatment;
            long controlErrors = Draw.binomial(random, control, RATE * wave);
            long treatmentErrors = Draw.binomial(random, treatment, RATE * wave * ratio);
            n[0] += control;
            n[1] += treatment;
            y[0] += controlErrors;
            y[1] += treatmentErrors;
            rates[0][minute - 1] = controlErrors / Math.max(1.0, control);
            rates[1][minute - 1] = treatmentErrors / Math.max(1.0, treatment);
            watch.see(0, minute, harm(y));
            UnitCounts counts = new UnitCounts(List.of(n[0], n[1]), List.of(1 - SHARE, SHARE));
            watch.see(3, minute, SampleRatio.of(counts).orElseThrow().alarm());
            if (minute % HOUR == 0) {
                watch.see(1, minute, spreadsheet(n, y));
                watch.see(2, minute, canaryJudge(rates, minute));
                watch.see(4, minute, ChiSquareRatio.of(counts).orElseThrow().p() < 0.01);
            }
        }
    }

    private static boolean harm(long[] errors) {
        return PhasedRateRatio.of(List.of(new RateStratum(errors[1], errors[0], SHARE)))
                        .flatMap(ratio -> ratio.logEGreater(0))
                        .orElseThrow()
                >= Math.log(100);
    }

    private static boolean spreadsheet(long[] n, long[] y) {
        double pooled = (y[0] + y[1]) / (double) (n[0] + n[1]);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / n[0] + 1.0 / n[1]));
        return y[1] / (double) n[1] - y[0] / (double) n[0] > 1.96 * error;
    }

    /** Treatment's minutes against control's, these made worse by the tolerance. */
    private static boolean canaryJudge(double[][] rates, int minutes) {
        double[] treatment = Arrays.copyOf(rates[1], minutes);
        double[] control = Arrays.stream(rates[0], 0, minutes)
                .map(rate -> rate * JUDGE_TOLERANCE)
                .toArray();
        return MannWhitneyUTest.withDefaults()
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(treatment, control)
                        .getPValue()
                < JUDGE_LEVEL / 2;
    }
}
