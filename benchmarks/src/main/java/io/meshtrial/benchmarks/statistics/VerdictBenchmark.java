package io.meshtrial.benchmarks.statistics;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.verdict.DataHealth;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Limits;
import io.meshtrial.analytics.verdict.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One look at an experiment of 3 arms, 20 revisions and 8 metrics with 60-bucket histograms, from its tallies to its
 * comparisons; and the judgement alone for 500 experiments whose comparisons are given.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerdictBenchmark {

    private static final int EXPERIMENTS = 500;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Experiment experiment = LargeExperiment.definition();
    private final Traffic traffic = LargeExperiment.traffic(experiment);
    private final Comparisons comparisons = new Comparisons(
            experiment,
            Map.of(
                    "p50", new LatencyThreshold(0.5, LargeExperiment.edge(30), 0, 0, 1000),
                    "p95", new LatencyThreshold(0.95, LargeExperiment.edge(54), 0, 0, 1000),
                    "p99", new LatencyThreshold(0.99, LargeExperiment.edge(58), 0, 0, 5000)),
            GatewayReport.of(experiment, ExperimentTallies.NONE),
            new InformationClocks());
    private final Evidence evidence = evidence(comparisons.of(traffic));

    /** Every metric, both treatments, and the sample ratio. */
    @Benchmark
    public void comparison(Blackhole sink) {
        sink.consume(comparisons.of(traffic));
        sink.consume(SampleRatioReading.of(experiment, traffic));
    }

    /** The verdicts of 500 experiments. */
    @Benchmark
    public void judgements(Blackhole sink) {
        for (int i = 0; i < EXPERIMENTS; i++) {
            sink.consume(Judge.judge(evidence));
        }
    }

    private Evidence evidence(List<MetricComparison> compared) {
        DataHealth health = new DataHealth(false, false, 0, 0, false, false, List.of(), NOW, Limits.STALE, false);
        return new Evidence(
                experiment,
                compared,
                SampleRatioReading.of(experiment, traffic),
                traffic.requests(),
                health,
                Outlook.NONE,
                NOW);
    }
}
