package io.meshtrial.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Something that happens to experiments.
 *
 * @param name short, unique
 * @param story what happens
 * @param looks number of looks of a run
 * @param columns the tests that watch
 * @param run simulates one experiment
 */
record Situation(String name, String story, int looks, List<Column> columns, Run run) {

    /** One experiment from its start to its planned end. */
    interface Run {
        void simulate(RandomGenerator random, Watch watch);
    }

    /** Every situation, in the order of the documentation. */
    static List<Situation> all() {
        return all(10_000);
    }

    /** @param closedLooks how often a closed set of users is watched */
    static List<Situation> all(int closedLooks) {
        List<Situation> all = new ArrayList<>(formulas(closedLooks));
        all.addAll(judged(closedLooks));
        all.addAll(PlannedVerdicts.all());
        return all;
    }

    /** Through the whole path of a verdict. */
    private static List<Situation> judged(int closedLooks) {
        List<Situation> judged = new ArrayList<>(List.of(
                JudgedRequests.withoutEffect(),
                JudgedRequests.errorsAtMargin(),
                JudgedRequests.latencyAtMargin(),
                JudgedRequests.errorsTimesFive(),
                JudgedRequests.splitOff(),
                JudgedRequests.canary(),
                JudgedRequests.canaryAtMargin(),
                JudgedUsers.withoutEffect(),
                JudgedUsers.latencyAtMargin(),
                JudgedUsers.canary(),
                JudgedUsers.canaryAtMargin(),
                JudgedUsers.ramp(),
                JudgedUsers.rampAtMargin()));
        Stream.of(
                        JudgedCounts.all(),
                        JudgedValues.all(),
                        JudgedVisitors.all(),
                        List.of(JudgedVisitors.closed(closedLooks)))
                .flatMap(List::stream)
                .forEach(situation -> {
                    judged.add(situation.withoutEffect());
                    judged.add(situation.atMargin());
                });
        return judged;
    }

    /** By the formulas alone, beside the usual ones. */
    private static List<Situation> formulas(int closedLooks) {
        return List.of(
                IndependentMeans.withEffect(0),
                IndependentMeans.withEffect(3.877),
                MeansAtMargin.situation(),
                StickyUsers.withEffect(0),
                RareErrors.withRatio(1),
                RareErrors.withRatio(5),
                BadCanary.withCriticalMetrics(1),
                BadCanary.withCriticalMetrics(5),
                PlannedRates.of(0.01, 1.2, 0.1),
                PlannedRates.of(0.01, 1.5, 0.5),
                RampWithDrift.withRatio(1),
                RampWithDrift.withRatio(1.25),
                WatchedSampleRatio.withTilt(0.5, 0),
                WatchedSampleRatio.withTilt(0.5, 0.0833),
                StickyRequests.situation(),
                SparseCanary.sparse(),
                SparseCanary.lognormal(),
                ChronicFailures.situation(),
                RedrawnUsers.situation(),
                AbsentUsers.situation(),
                RulesOfDifferentShares.situation(),
                CookieLoss.situation(),
                Retries.situation(),
                Bots.situation(),
                WatchedQuantile.of(0.99),
                RecordedDay.withoutEffect(),
                RecordedDay.errorsTimes(1.5),
                RecordedDay.errorsTimes(2),
                RecordedDay.splitOff(),
                ClosedUserSet.watched(closedLooks));
    }

    /** Those that an independent simulation has too, with and without effects. */
    static List<Situation> known() {
        List<Situation> known = new ArrayList<>();
        for (double effect : new double[] {0, 2, 2.8, 3.877, 4, 6}) {
            known.add(IndependentMeans.withEffect(effect));
            known.add(IndependentMeans.withEffect(effect, 0.01));
        }
        for (double effect : new double[] {0, 2.8, 4, 6}) {
            known.add(StickyUsers.withEffect(effect));
        }
        for (double ratio : new double[] {1, 1.5, 2, 3, 5, 10}) {
            known.add(RareErrors.withRatio(ratio));
        }
        for (double ratio : new double[] {1, 1.05, 1.1, 1.25, 1.5, 2}) {
            known.add(RampWithDrift.withRatio(ratio));
        }
        for (double tilt : new double[] {0, 0.02, 0.03, 0.05, 0.1}) {
            known.add(WatchedSampleRatio.withTilt(0.5, tilt));
        }
        for (double tilt : new double[] {0, 0.05, 0.1, 0.2}) {
            known.add(WatchedSampleRatio.withTilt(0.05, tilt));
        }
        known.add(StickyRequests.situation());
        for (double p : new double[] {0.5, 0.9, 0.99}) {
            known.add(WatchedQuantile.of(p));
        }
        for (double ratio : new double[] {1, 1.02, 1.04, 1.05, 1.1}) {
            for (long errors : new long[] {10_000, 100_000, 1_000_000}) {
                known.add(SmallRatio.of(ratio, errors));
            }
        }
        return known;
    }
}
