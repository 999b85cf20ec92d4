package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.Shortages;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.UserTally;
import io.meshtrial.analytics.verdict.DataHealth;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Limits;
import io.meshtrial.analytics.verdict.Outlook;
import io.meshtrial.analytics.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running analytics says of one run's tallies, look by look: sorted, frozen, compared, searched for shortages and judged by
 * the very classes that do so there.
 */
final class Judgement {

    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    static final long START_MINUTE = START.getEpochSecond() / 60;

    /** What every look may say. */
    static final int HARM = 0;

    static final int BETTER = 1;
    static final int PROMOTED = 2;
    static final int RATIO = 3;

    private final FrozenPlans plans = new FrozenPlans(id -> Optional.empty());
    private final Shortages shortages = new Shortages(plans);

    /** What one look found. */
    record Seen(Evidence evidence, Verdict verdict) {

        void into(Watch watch, int look) {
            boolean better = verdict instanceof Verdict.Better;
            watch.see(HARM, look, verdict instanceof Verdict.Harm);
            watch.see(BETTER, look, better);
            watch.see(PROMOTED, look, better || verdict instanceof Verdict.NoHarm);
            watch.see(RATIO, look, evidence.sampleRatio().state() == SampleRatioReading.State.ALARM);
        }
    }

    /** The minute that ends with a look, by which its tallies are kept. */
    static long minuteOf(int look) {
        return START_MINUTE + look - 1;
    }

    /**
     * One look at the end of a minute.
     *
     * @param experiment as it is defined now
     */
    Seen look(Experiment experiment, int minute, ExperimentTallies tallies) {
        Instant now = START.plus(Duration.ofMinutes(minute));
        Traffic traffic = TrafficSorter.sort(experiment, tallies, Window.ALL);
        Map<String, LatencyThreshold> thresholds =
                plans.thresholds(experiment, experiment.plan().metrics(), traffic, now);
        Comparisons comparisons = new Comparisons(
                experiment, thresholds, GatewayReport.of(experiment, ExperimentTallies.NONE), plans.clocks(experiment));
        List<MetricComparison> compared = comparisons.of(traffic);
        SampleRatioReading ratio = SampleRatioReading.of(experiment, traffic);
        Evidence evidence = new Evidence(
                experiment,
                compared,
                ratio,
                traffic.units(experiment.unit()),
                health(experiment, traffic, ratio, now),
                Outlook.NONE,
                now);
        Verdict verdict = Judge.judge(evidence);
        if (verdict instanceof Verdict.CannotJudge cannot && cannot.reason() != Verdict.Reason.SAMPLE_RATIO) {
            throw new IllegalStateException("a simulated experiment must be one that can be judged: " + verdict);
        }
        return new Seen(evidence, verdict);
    }

    /** Events never stop here; what they lack is looked for as it is in the service. */
    private DataHealth health(Experiment experiment, Traffic traffic, SampleRatioReading ratio, Instant now) {
        UserTally users = traffic.users();
        long units = Math.max(1, users.all().units());
        return new DataHealth(
                false,
                false,
                traffic.unattributedShare(),
                users.all().crossovers() / (double) units,
                false,
                plans.isChanged(experiment),
                shortages.of(experiment, traffic, ratio, Shortages.clustering(users), now),
                now,
                Limits.STALE,
                false);
    }
}
