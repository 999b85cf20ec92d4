package io.meshtrial.analytics.comparison;

import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.InformationClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clocks of one run whose units are users: their sums go on growing after they were counted, so that the boundary runs
 * on information. The planned information is frozen at the first look that may speak: what the plan's units would bring at
 * the variance seen then. Safe for concurrent use.
 */
public final class InformationClocks {

    private final Map<Measured, InformationClock> clocks = new ConcurrentHashMap<>();

    private record Measured(String metric, String variant) {}

    /** One clock as it stands: the progress of a boundary is {@code reached · plannedStandardError²}. */
    public record Reading(String metric, String variant, double plannedStandardError, double reached) {}

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
        double planned = error * Math.sqrt(means.information() / plannedInformation);
        return clocks.merge(
                        key, InformationClock.planned(planned).advance(error), (known, fresh) -> known.advance(error))
                .progress();
    }
}
