package io.meshtrial.benchmarks.statistics;

import io.meshtrial.statistics.histogram.LogBuckets;
import io.meshtrial.statistics.histogram.LogHistogram;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.quantile.QuantileComparison;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
 * The statistics of one look at an experiment of 3 arms, 20 revisions and 8 metrics (2 error rates by e-process, 6 means
 * or shares by strata), with the quantile intervals of 60-bucket histograms and the sample ratio.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ComparisonBenchmark {

    private static final int TREATMENTS = 2;
    private static final int REVISIONS = 20;
    private static final int RATES = 2;
    private static final int MEANS = 6;
    private static final double PLANNED = 20_000;
    private static final LogBuckets BUCKETS = LogBuckets.of(100, 6, 10);

    private final List<RateStratum> rates = new ArrayList<>();
    private final List<Stratum> means = new ArrayList<>();
    private final List<UnitCounts> units = new ArrayList<>();
    private final LogHistogram control;
    private final LogHistogram treatment;

    /** Draws one experiment with a fixed seed. */
    public ComparisonBenchmark() {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < REVISIONS; k++) {
            double share = 0.05 + 0.02 * k;
            long n = 10_000;
            long ofTreatment = Math.round(n * share);
            rates.add(new RateStratum(
                    random.nextLong(1 + ofTreatment / 50), random.nextLong(1 + (n - ofTreatment) / 50), share));
            means.add(new Stratum(
                    new ArmSummary(n - ofTreatment, 120 + random.nextDouble(), 2500),
                    new ArmSummary(ofTreatment, 120 + random.nextDouble(), 2600)));
            units.add(new UnitCounts(
                    List.of(n - 2 * ofTreatment / 2, ofTreatment / 2, ofTreatment - ofTreatment / 2),
                    List.of(1 - share, share / 2, share / 2)));
        }
        control = LogHistogram.ofValues(
                BUCKETS, random.longs(20_000, 500, 400_000).toArray());
        treatment =
                LogHistogram.ofValues(BUCKETS, random.longs(5_000, 500, 400_000).toArray());
    }

    /** Everything a verdict and its page need of the statistics. */
    @Benchmark
    public void comparison(Blackhole sink) {
        for (int arm = 0; arm < TREATMENTS; arm++) {
            for (int metric = 0; metric < RATES; metric++) {
                PhasedRateRatio ratio = PhasedRateRatio.of(rates).orElseThrow();
                sink.consume(ratio.logEGreater(0));
                sink.consume(ratio.logELess(Math.log(1.25)));
                sink.consume(ratio.interval(0.05));
                sink.consume(ratio.oneSidedBounds(0.05));
            }
            for (int metric = 0; metric < MEANS; metric++) {
                StratifiedMeans all = StratifiedMeans.forVerdict(means).orElseThrow();
                var contrast = all.contrast(1, PLANNED).orElseThrow();
                sink.consume(AsymptoticSequence.twoSided(contrast, 0.05));
                sink.consume(AsymptoticSequence.oneSided(contrast, 0.01));
                sink.consume(all.ratioBounds(contrast.progress(), 0.05));
            }
            for (double p : new double[] {0.5, 0.95, 0.99}) {
                sink.consume(QuantileComparison.of(treatment, control, p, 10_000, 0.05));
            }
        }
        sink.consume(SampleRatio.of(units));
    }
}
