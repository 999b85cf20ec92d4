package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.verdict.DataHealth;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Limits;
import io.meshtrial.analytics.verdict.Outlook;
import io.meshtrial.analytics.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a running analytics says of tallies: sorted, compared and judged by the very classes that do so there. The plan has one
 * goal; its guardrails are those that every experiment has.
 */
final class Judgement {

    static final String GOAL = "found";
    static final String TOKEN = "abcdefghijklmnopqrstuv";
    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    static final long START_MINUTE = START.getEpochSecond() / 60;

    /** What every look may say: harm, better, promote, sample ratio. */
    static final int HARM = 0;

    static final int BETTER = 1;
    static final int PROMOTED = 2;
    static final int RATIO = 3;

    private final Experiment experiment;
    private final InformationClocks clocks = new InformationClocks();

    Judgement(Experiment experiment) {
        this.experiment = experiment;
    }

    /**
     * An experiment whose shares grow.
     *
     * @param unit REQUEST or USER
     * @param plannedUnits of the whole run
     * @param parts of treatment, of 10 000, by revision
     */
    static Experiment experiment(String unit, long plannedUnits, int... parts) {
        StringBuilder revisions = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            revisions.append(i == 0 ? "" : ",").append("""
                    {"number": %1$d, "at": "%2$s", "tokens": ["%3$s"], "allocations": [
                      {"rule": "1", "drawingRevision": %1$d, "unit": "%4$s", "randomised": true,
                       "weights": {"v1": %5$d, "v2": %6$d}}]}
                    """.formatted(
                            i + 1, START, TOKEN, unit, 10_000 - parts[i], parts[i]));
        }
        String json = """
                {"schema": 1, "id": "whole", "state": "RUNNING", "accepted": true, "startedAt": "%s",
                 "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
                 "plan": {"plannedUnits": %d, "metrics": [
                   {"name": "%s", "kind": "VALUE_SHARE", "value": "%s", "role": "GOAL",
                    "direction": "HIGHER_IS_BETTER"}]},
                 "revisions": [%s]}
                """.formatted(START, plannedUnits, GOAL, GOAL, revisions);
        Experiment published = ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
        return BuiltInGuardrails.addedTo(published, false);
    }

    /** The experiment's latency guardrail. */
    static Metric latency(Experiment experiment) {
        return experiment.plan().metrics().stream()
                .filter(metric -> metric.kind() == MetricKind.LATENCY_QUANTILE)
                .findFirst()
                .orElseThrow();
    }

    Traffic sort(ExperimentTallies tallies) {
        return TrafficSorter.sort(experiment, tallies, Window.ALL);
    }

    /** One look at the end of a minute. */
    void look(int minute, Traffic traffic, Map<String, LatencyThreshold> thresholds, Watch watch) {
        Instant now = START.plus(Duration.ofMinutes(minute));
        Comparisons comparisons =
                new Comparisons(experiment, thresholds, GatewayReport.of(experiment, ExperimentTallies.NONE), clocks);
        List<MetricComparison> compared = comparisons.of(traffic);
        SampleRatioReading ratio = SampleRatioReading.of(experiment, traffic);
        DataHealth health = new DataHealth(false, false, 0, 0, false, false, List.of(), now, Limits.STALE, false);
        Verdict verdict = Judge.judge(
                new Evidence(experiment, compared, ratio, traffic.units(experiment.unit()), health, Outlook.NONE, now));
        boolean offRatio =
                verdict instanceof Verdict.CannotJudge cannot && cannot.reason() == Verdict.Reason.SAMPLE_RATIO;
        if (verdict instanceof Verdict.CannotJudge && !offRatio) {
            throw new IllegalStateException("a simulated experiment must be one that can be judged: " + verdict);
        }
        watch.see(HARM, minute, verdict instanceof Verdict.Harm);
        watch.see(BETTER, minute, verdict instanceof Verdict.Better);
        watch.see(PROMOTED, minute, verdict instanceof Verdict.Better || verdict instanceof Verdict.NoHarm);
        watch.see(RATIO, minute, offRatio);
    }
}
