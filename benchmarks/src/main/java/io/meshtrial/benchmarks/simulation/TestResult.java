package io.meshtrial.benchmarks.simulation;

import java.util.List;

/**
 * How one test fared in one situation.
 *
 * @param situation the situation
 * @param column the test
 * @param runs number of runs
 * @param alarms runs in which it alarmed at any look
 * @param medianStop median of the alarm's look over the looks, 1 for runs without; between 0 and 1
 * @param medianError standard error of {@code medianStop}: a quarter of the distance between the stops that stand a root
 *     of the runs before and after it in order
 */
record TestResult(Situation situation, Column column, int runs, int alarms, double medianStop, double medianError) {

    /** Two standard errors of a median of one run: 2 × 1.25 times the stops' standard deviation of about 0.28. */
    private static final double MEDIAN_SPREAD = 0.7;

    /** From so many runs on a median is held against its promise as it is. */
    private static final int FULL_SIZE = 1_000;

    static TestResult of(Situation situation, int column, List<Watch> watches) {
        int[] stops = watches.stream()
                .mapToInt(watch -> watch.firstAlarm(column))
                .map(look -> look == 0 ? situation.looks() : look)
                .sorted()
                .toArray();
        int alarms = (int)
                watches.stream().filter(watch -> watch.firstAlarm(column) > 0).count();
        return new TestResult(
                situation,
                situation.columns().get(column),
                watches.size(),
                alarms,
                (double) stops[stops.length / 2] / situation.looks(),
                medianError(stops) / situation.looks());
    }

    private static double medianError(int[] stops) {
        double middle = stops.length / 2.0;
        double aside = Math.sqrt(stops.length);
        int below = stops[(int) Math.max(0, Math.floor(middle - aside))];
        int above = stops[(int) Math.min(stops.length - 1, Math.ceil(middle + aside))];
        return (above - below) / 4.0;
    }

    double rate() {
        return (double) alarms / runs;
    }

    /** Standard error of the rate, from (x + 1)/(n + 2) so that none and all have one too. */
    double standardError() {
        double rate = (alarms + 1.0) / (runs + 2.0);
        return Math.sqrt(rate * (1 - rate) / runs);
    }

    /** Whether the promise holds: rates within two standard errors of the promised one, the median stop within one look. */
    boolean holds() {
        return rate() <= column.atMost() + slack(column.atMost())
                && rate() >= column.atLeast() - slack(column.atLeast())
                && medianStop <= column.latestMedian() + 1.0 / situation.looks() + medianSlack();
    }

    private double medianSlack() {
        return runs >= FULL_SIZE ? 0 : MEDIAN_SPREAD / Math.sqrt(runs);
    }

    private double slack(double promised) {
        return 2 * Math.sqrt(promised * (1 - promised) / runs);
    }
}
