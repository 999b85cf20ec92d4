package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.comparison.FrozenValue.PlannedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.ReachedInformation;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.InformationClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The clocks of one run whose units are users: their sums go on growing after they were counted, so that the boundary runs
 * on information. The planned information is frozen at the first look that may speak: what the plan's units would bring at
 * the variance seen then. Until that is kept, the metric does not speak. Safe for concurrent use.
 */
public final class InformationClocks {

    private final Map<Measured, InformationClock> clocks = new ConcurrentHashMap<>();
    private final Map<Measured, Double> kept = new ConcurrentHashMap<>();
    private final Consumer<FrozenValue> proposals;

    private record Measured(String metric, String variant) {}

    /** One clock as it stands: the progress of a boundary is {@code reached · plannedStandardError²}. */
    public record Reading(String metric, String variant, double plannedStandardError, double reached) {}

    /** Clocks of one process alone, kept nowhere else. */
    public InformationClocks() {
        this.proposals = this::accept;
    }

    InformationClocks(Consumer<FrozenValue> proposals) {
        this.proposals = proposals;
    }

    /** Clocks that never start, for data that are not complete. */
    public static InformationClocks standing() {
        return new InformationClocks(none -> {});
    }

    /** Takes what was kept: the first plan of a clock, the furthest that it has come. */
    void accept(FrozenValue value) {
        if (value instanceof PlannedInformation(String metric, String variant, double error)) {
            clocks.putIfAbsent(new Measured(metric, variant), InformationClock.planned(error));
        } else if (value instanceof ReachedInformation(String metric, String variant, double information)) {
            Measured key = new Measured(metric, variant);
            kept.merge(key, information, Math::max);
            clocks.computeIfPresent(key, (same, known) -> reaching(known, information));
        }
    }

    private static InformationClock reaching(InformationClock clock, double information) {
        return new InformationClock(clock.plannedStandardError(), Math.max(clock.reached(), information));
    }

    /** Every clock that runs, by metric (or rung) and treatment. */
    public List<Reading> readings() {
        return clocks.entrySet().stream()
                .map(clock -> new Reading(
                        clock.getKey().metric(),
                        clock.getKey().variant(),
                        clock.getValue().plannedStandardError(),
                        clock.getValue().reached()))
                .sorted(Comparator.comparing(Reading::metric).thenComparing(Reading::variant))
                .toList();
    }

    /** @param plannedInformation A*, planned effective units */
    ProgressClock of(String metric, String variant, double plannedInformation) {
        Measured key = new Measured(metric, variant);
        return means -> means.contrast(1, plannedInformation)
                .map(contrast -> advance(key, means, contrast, plannedInformation))
                .toOptional()
                .orElse(0.0);
    }

    private double advance(Measured key, StratifiedMeans means, Contrast contrast, double plannedInformation) {
        double error = contrast.standardError();
        if (!clocks.containsKey(key)) {
            double planned = error * Math.sqrt(means.information() / plannedInformation);
            proposals.accept(new PlannedInformation(key.metric, key.variant, planned));
        }
        InformationClock clock = clocks.computeIfPresent(
                key,
                (same, known) -> reaching(known, kept.getOrDefault(key, 0.0)).advance(error));
        if (clock == null) {
            return 0;
        }
        keepPeak(key, clock.reached(), 1 / (error * error));
        return clock.progress();
    }

    /** What the tallies show now they show after a restart too; a peak that they have left must be kept. */
    private void keepPeak(Measured key, double reached, double now) {
        if (now < reached && kept.getOrDefault(key, 0.0) < reached) {
            proposals.accept(new ReachedInformation(key.metric, key.variant, reached));
        }
    }
}
