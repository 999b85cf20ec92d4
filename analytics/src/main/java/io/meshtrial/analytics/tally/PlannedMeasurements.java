package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.Experiment;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Measurements of the experiments that are published, each derived once for every publication. */
public final class PlannedMeasurements implements Measurements {

    private final Function<String, Optional<Experiment>> experiments;
    private final Map<String, Derived> derived = new ConcurrentHashMap<>();

    public PlannedMeasurements(Function<String, Optional<Experiment>> experiments) {
        this.experiments = experiments;
    }

    @Override
    public Measurement of(String id) {
        Experiment experiment = experiments.apply(id).orElse(null);
        if (experiment == null) {
            return Measurement.UNKNOWN;
        }
        Derived known = derived.get(id);
        if (known == null || known.experiment != experiment) {
            known = new Derived(experiment, Measurement.of(experiment, Map.of()));
            derived.put(id, known);
        }
        return known.measurement;
    }

    private record Derived(Experiment experiment, Measurement measurement) {}
}
