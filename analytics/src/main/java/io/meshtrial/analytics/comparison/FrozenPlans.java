package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.FrozenThreshold;
import io.meshtrial.analytics.tally.Measurement;
import io.meshtrial.analytics.tally.Measurements;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was frozen when an experiment started: its plan, control's latency thresholds once they are known, and the clocks of
 * its users. Values hold when the archive hands them back, so that a restart and every other instance find the same ones.
 * Tells the tallies what to sum up for each user. Safe for concurrent use.
 */
public final class FrozenPlans implements Measurements {

    private static final FrozenRun NOTHING = new FrozenRun(none -> {});

    private final Function<String, Optional<Experiment>> experiments;
    private final FrozenArchive archive;
    private final Map<RunId, FrozenRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Derived> derived = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    private record Derived(
            Experiment experiment,
            @Nullable MeasurementPlan plan,
            Map<String, LatencyThreshold> thresholds,
            Measurement measurement) {}

    /** Plans of one process alone, kept nowhere else. */
    public FrozenPlans(Function<String, Optional<Experiment>> experiments) {
        this.experiments = experiments;
        this.archive = this::accept;
    }

    public FrozenPlans(Function<String, Optional<Experiment>> experiments, FrozenArchive archive) {
        this.experiments = experiments;
        this.archive = archive;
    }

    /** Takes a value that the archive has kept, in the archive's order. */
    public void accept(RunId run, FrozenValue value) {
        run(run).accept(value);
        version.incrementAndGet();
    }

    /** Changes whenever anything was frozen. */
    public long version() {
        return version.get();
    }

    /** The experiment with the plan that was first seen of this run, whatever was published since. */
    public Experiment frozen(Experiment experiment) {
        MeasurementPlan plan = plan(experiment);
        return plan.equals(experiment.plan()) ? experiment : experiment.withPlan(plan);
    }

    /** Whether a plan other than the one first seen of this run was published. */
    public boolean isChanged(Experiment experiment) {
        return !plan(experiment).equals(experiment.plan());
    }

    private MeasurementPlan plan(Experiment experiment) {
        Instant start = experiment.startedAt();
        if (start == null) {
            return experiment.plan();
        }
        RunId id = new RunId(experiment.id(), start);
        if (run(id).plan() == null) {
            archive.propose(id, new FrozenValue.Plan(experiment.plan()));
        }
        return Objects.requireNonNullElse(run(id).plan(), experiment.plan());
    }

    public InformationClocks clocks(Experiment experiment) {
        Instant start = experiment.startedAt();
        return start == null
                ? InformationClocks.standing()
                : run(new RunId(experiment.id(), start)).clocks();
    }

    /**
     * Since when an arm has been short of its share, restarts and other instances included.
     *
     * @param isShort whether it is at this look
     * @return empty when it is not
     */
    public Optional<Instant> shortSince(Experiment experiment, String variant, boolean isShort, Instant now) {
        Instant start = experiment.startedAt();
        if (start == null) {
            return isShort ? Optional.of(now) : Optional.empty();
        }
        return run(new RunId(experiment.id(), start)).shortages().look(variant, isShort, now);
    }

    /** Nothing of an experiment that is gone is needed any more: ids are never given twice. */
    public void forget(String experiment) {
        runs.keySet().removeIf(run -> run.experiment().equals(experiment));
        derived.remove(experiment);
        version.incrementAndGet();
    }

    /** Thresholds by metric, as far as they are frozen. */
    public Map<String, LatencyThreshold> thresholds(Experiment experiment) {
        Instant start = experiment.startedAt();
        return start == null ? Map.of() : run(new RunId(experiment.id(), start)).thresholds();
    }

    /**
     * Thresholds by metric; those not known yet are proposed now if the data allow it.
     *
     * @param experiment as published
     * @param metrics that are judged, built-in ones among them
     */
    public Map<String, LatencyThreshold> thresholds(
            Experiment experiment, List<Metric> metrics, Traffic traffic, Instant now) {
        Instant start = experiment.startedAt();
        if (start == null) {
            return Map.of();
        }
        RunId run = new RunId(experiment.id(), start);
        Map<String, LatencyThreshold> known = thresholds(experiment);
        for (Metric metric : metrics) {
            if (metric.kind() == MetricKind.LATENCY_QUANTILE && !known.containsKey(metric.name())) {
                SortedMap<Long, Tally> control =
                        traffic.minutesOf(experiment.control().name());
                LatencyThreshold.freeze(Objects.requireNonNull(metric.quantile()), control, now.getEpochSecond() / 60)
                        .ifPresent(
                                threshold -> archive.propose(run, new FrozenValue.Threshold(metric.name(), threshold)));
            }
        }
        return thresholds(experiment);
    }

    @Override
    public Measurement of(String id) {
        Experiment experiment = experiments.apply(id).orElse(null);
        if (experiment == null) {
            return Measurement.UNKNOWN;
        }
        Instant start = experiment.startedAt();
        FrozenRun run = start == null ? NOTHING : run(new RunId(id, start));
        Derived known = derived.get(id);
        if (known == null
                || known.experiment != experiment
                || known.plan != run.plan()
                || known.thresholds != run.thresholds()) {
            known = derive(experiment, run);
            derived.put(id, known);
        }
        return known.measurement;
    }

    private Derived derive(Experiment experiment, FrozenRun run) {
        Map<String, LatencyThreshold> thresholds = run.thresholds();
        return new Derived(experiment, run.plan(), thresholds, measurement(frozen(experiment), thresholds));
    }

    private static Measurement measurement(Experiment experiment, Map<String, LatencyThreshold> thresholds) {
        List<Metric> judged =
                BuiltInGuardrails.addedTo(experiment, false).plan().metrics();
        Map<String, FrozenThreshold> rungs = new HashMap<>();
        for (Metric metric : judged) {
            LatencyThreshold threshold = thresholds.get(metric.name());
            if (threshold != null) {
                List<Long> edges = LatencyLadder.edges(metric, threshold.thresholdMicros());
                for (int number = 0; number < edges.size(); number++) {
                    rungs.put(
                            LatencyLadder.rung(metric, number),
                            new FrozenThreshold(edges.get(number), threshold.usersFromMinute()));
                }
            }
        }
        return Measurement.of(experiment.withMetrics(LatencyLadder.measured(judged)), rungs);
    }

    private FrozenRun run(RunId id) {
        return runs.computeIfAbsent(id, none -> new FrozenRun(value -> archive.propose(id, value)));
    }
}
