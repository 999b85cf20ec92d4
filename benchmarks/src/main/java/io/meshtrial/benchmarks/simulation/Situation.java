package io.meshtrial.benchmarks.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

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
        return List.of(
                IndependentMeans.withEffect(0),
                IndependentMeans.withEffect(3.877),
                StickyUsers.withoutEffect(),
                RareErrors.withRatio(1),
                RareErrors.withRatio(5),
                RampWithDrift.withRatio(1),
                RampWithDrift.withRatio(1.25),
                WatchedSampleRatio.withTilt(0.5, 0),
                WatchedSampleRatio.withTilt(0.5, 0.0833),
                StickyRequests.situation(),
                SparseCanary.situation(),
                ChronicFailures.situation(),
                RedrawnUsers.situation(),
                RulesOfDifferentShares.situation(),
                CookieLoss.situation(),
                ClosedUserSet.watched(10_000));
    }
}
